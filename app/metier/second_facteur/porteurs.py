"""Whose second factor it is: a resident's account or an agent. Both tables have the same columns for it."""

from dataclasses import dataclass
from typing import Literal

from app.base import ligne

TENIR = {
    "compte": "SELECT courriel, id::text AS auteur, secret_totp, totp_prouve_le FROM compte "
    "WHERE id = $1 AND ferme_le IS NULL FOR NO KEY UPDATE",
    "agent": "SELECT email AS courriel, username AS auteur, secret_totp, totp_prouve_le FROM agent "
    "WHERE id = $1 AND active FOR NO KEY UPDATE",
}


@dataclass(frozen=True, slots=True)
class Porteur:
    """An account or an agent."""

    table: Literal["compte", "agent"]
    numero: int

    @property
    def nom(self) -> str:
        """As the journal and the limits name them."""
        return f"{self.table}:{self.numero}"


@dataclass(frozen=True, slots=True)
class Tenu:
    """Someone whom the transaction holds: all acts on one second factor go one by one."""

    porteur: Porteur
    courriel: str
    auteur: str
    chiffre: str
    """The key as the table keeps it, "" when there is none."""
    est_actif: bool


def du_compte(numero: int) -> Porteur:
    """A resident's."""
    return Porteur("compte", numero)


def de_l_agent(numero: int) -> Porteur:
    """An agent's."""
    return Porteur("agent", numero)


async def tenir(porteur: Porteur) -> Tenu | None:
    """Hold them until the transaction ends; None when the account is closed or the agent put aside."""
    lu = await ligne(TENIR[porteur.table], porteur.numero)
    if lu is None:
        return None
    return Tenu(porteur, lu["courriel"], lu["auteur"], lu["secret_totp"], lu["totp_prouve_le"] is not None)

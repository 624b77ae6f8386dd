"""Making agents: by the command line, by an administrator in the tables, by the demo."""

import re
from collections.abc import Iterable

from app.base import executer, ligne
from app.metier.agents.tables import Agent
from app.metier.calendrier import maintenant
from app.metier.chiffre import chiffrer
from app.metier.comptes.mots_de_passe import hacher, plaintes
from app.metier.erreurs import RegleRefusee
from app.metier.plis import plier_courriel

IDENTIFIANT = re.compile(r"[a-z0-9][a-z0-9._@-]{1,99}")


def plier_identifiant(texte: str) -> str:
    """An identifier as the table keeps it: signing in does not ask for its capitals."""
    return texte.strip().lower()


def exiger_identifiant(texte: str) -> str:
    """The folded identifier. Raises `RegleRefusee` when it is malformed."""
    plie = plier_identifiant(texte)
    if not IDENTIFIANT.fullmatch(plie):
        raise RegleRefusee(
            "L’identifiant compte de 2 à 100 caractères : lettres sans accent, chiffres, points, tirets."
        )
    return plie


async def condenser_mot_de_passe(mot_de_passe: str, mots_personnels: Iterable[str]) -> str:
    """The hash to keep. Raises `RegleRefusee` with all that the password lacks."""
    if manques := await plaintes(mot_de_passe, mots_personnels):
        raise RegleRefusee(" ".join(manques))
    return await hacher(mot_de_passe)


async def creer_agent(
    identifiant: str, courriel: str, prenom: str, nom: str, mot_de_passe: str, *, administrateur: bool
) -> Agent:
    """Make an agent who may sign in and open the tables; an administrator also manages the staff.

    Raises `RegleRefusee` when the identifier or the address is taken or malformed, or the password too weak.
    """
    plie = exiger_identifiant(identifiant)
    condensat = await condenser_mot_de_passe(mot_de_passe, [identifiant, courriel, prenom, nom])
    cree = await ligne(
        "INSERT INTO agent (username, email, first_name, last_name, password, active, admin, superuser, secret_totp) "
        "VALUES ($1, $2, $3, $4, $5, true, true, $6, '') ON CONFLICT DO NOTHING RETURNING id",
        plie, plier_courriel(courriel), prenom.strip(), nom.strip(), condensat, administrateur,
    )  # fmt: skip
    agent = await Agent.objects().get(Agent.id == cree["id"]) if cree else None
    if agent is None:
        raise RegleRefusee("Cet identifiant ou cette adresse appartient déjà à un agent.")
    return agent


async def poser_secret_totp(agent: Agent, secret: str) -> None:
    """Give an agent a key that counts as proved (the demo prints it; the command line hands it over)."""
    await executer(
        "UPDATE agent SET secret_totp = $2, totp_prouve_le = $3, totp_dernier_pas = NULL WHERE id = $1",
        agent.id, chiffrer(secret), maintenant(),
    )  # fmt: skip

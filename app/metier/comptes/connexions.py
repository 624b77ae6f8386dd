"""The browsers signed in to an account, as its owner sees and ends them."""

from dataclasses import dataclass
from datetime import datetime

from app.base import executer, lignes, transaction, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes.sessions import INACTIVITE, fermer_les_autres
from app.metier.suivi import Acteur, journaliser

NUMERO_MAX = 2**31 - 1


@dataclass(frozen=True, slots=True)
class SessionOuverte:
    """A browser that is signed in now."""

    id: int
    navigateur: str
    ouverte_le: datetime
    vue_le: datetime
    rester_connecte: bool


async def ses_connexions(compte: int) -> list[SessionOuverte]:
    """The account's open sessions, the last one seen first (there are twenty at most)."""
    instant = maintenant()
    lues = await lignes(
        "SELECT id, navigateur, ouverte_le, vue_le, rester_connecte FROM session WHERE compte = $1 "
        "AND fermee_le IS NULL AND NOT a_prouver AND expire_le > $2 AND (rester_connecte OR vue_le > $3) "
        "ORDER BY vue_le DESC, id DESC",
        compte, instant, instant - INACTIVITE,
    )  # fmt: skip
    return [SessionOuverte(**dict(lue)) for lue in lues]


async def fermer_sa_connexion(compte: int, numero: int) -> bool:
    """End this session of the account, once and for all; False when the account never had it."""
    if not 0 < numero <= NUMERO_MAX:
        return False
    async with transaction():
        fermee = await valeur(
            "UPDATE session SET fermee_le = $3 WHERE id = $2 AND compte = $1 AND fermee_le IS NULL RETURNING id",
            compte, numero, maintenant(),
        )  # fmt: skip
        if fermee is None:
            return bool(await valeur("SELECT true FROM session WHERE id = $2 AND compte = $1", compte, numero))
        await _tracer(compte, "Une connexion est fermée depuis la liste", session=numero)
    return True


async def ne_garder_que(compte: int, session: int) -> int:
    """End all sessions of the account but this one; how many there were."""
    async with transaction():
        await executer("SELECT FROM compte WHERE id = $1 FOR NO KEY UPDATE", compte)
        fermees = await fermer_les_autres(compte, sauf=session)
        await _tracer(compte, "Toutes les autres connexions sont fermées depuis la liste", sessions_fermees=fermees)
    return fermees


async def _tracer(compte: int, phrase: str, **details: int) -> None:
    await journaliser("session_fermee", f"compte:{compte}", phrase, acteur=Acteur.USAGER, auteur=compte, **details)

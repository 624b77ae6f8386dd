"""A new password, wherever it comes from: everything else that opened the account closes, and the owner is told."""

from app.base import executer, transaction, valeur
from app.metier import courriels
from app.metier.calendrier import maintenant
from app.metier.comptes import sessions
from app.metier.comptes.jetons import ANNULATIONS
from app.metier.comptes.mots_de_passe import hacher
from app.metier.suivi import Acteur, journaliser


class SessionFinie(Exception):
    """The session ended between the proof and the act."""


async def changer_le_sien(compte: int, session: int, mot_de_passe: str) -> str:
    """Set the password that the owner chose, signed in and proved; the session's new token.

    Raises `SessionFinie`: a change made elsewhere meanwhile ended this session, and wins.
    """
    condensat = await hacher(mot_de_passe)
    async with transaction():
        courriel = await verrouiller(compte)
        if courriel is None:
            raise SessionFinie
        await poser_mot_de_passe(compte, courriel, condensat, sauf_session=session)
        jeton = await sessions.renouveler(session)
        if jeton is None:
            raise SessionFinie
    return jeton


async def poser_mot_de_passe(compte: int, courriel: str, condensat: str, *, sauf_session: int | None = None) -> None:
    """Set the hash in the caller's transaction; the other sessions and every link in the mails end."""
    instant = maintenant()
    await executer(
        "UPDATE compte SET mot_de_passe = $2, mot_de_passe_le = $3 WHERE id = $1", compte, condensat, instant
    )
    await perimer_les_liens(compte)
    fermees = await sessions.fermer_les_autres(compte, sauf=sauf_session)
    await courriels.mot_de_passe_change(courriel, compte, change_le=instant.isoformat())
    await journaliser(
        "mot_de_passe_change", f"compte:{compte}", "Le mot de passe est changé, les autres connexions sont fermées",
        acteur=Acteur.USAGER, auteur=compte, sessions_fermees=fermees,
    )  # fmt: skip


async def verrouiller(compte: int) -> str | None:
    """Hold the open account until the transaction ends; its login address. Changes of one account go one by one."""
    courriel: str | None = await valeur(
        "SELECT courriel FROM compte WHERE id = $1 AND ferme_le IS NULL FOR NO KEY UPDATE", compte
    )
    return courriel


async def perimer_les_liens(compte: int) -> None:
    """End the account's links, and with them the change of address that waits for one.

    Undo links stay: a thief who has the password may not throw away the owner's way back.
    """
    instant = maintenant()
    await executer(
        "UPDATE changement_courriel SET annule_le = $2 WHERE compte = $1 AND confirme_le IS NULL AND annule_le IS NULL",
        compte, instant,
    )  # fmt: skip
    await executer(
        "UPDATE jeton SET consomme_le = $2 WHERE compte = $1 AND consomme_le IS NULL AND nature <> ALL ($3)",
        compte, instant, [nature.value for nature in ANNULATIONS],
    )  # fmt: skip

"""A new password, wherever it comes from: everything else that opened the account closes, and the owner is told."""

from app.base import executer
from app.metier import courriels
from app.metier.calendrier import maintenant
from app.metier.comptes.sessions import fermer_les_autres
from app.metier.suivi import Acteur, journaliser


async def poser_mot_de_passe(compte: int, courriel: str, condensat: str, *, sauf_session: int | None = None) -> None:
    """Set the hash in the caller's transaction; the other sessions and every link in the mails end."""
    instant = maintenant()
    await executer(
        "UPDATE compte SET mot_de_passe = $2, mot_de_passe_le = $3 WHERE id = $1", compte, condensat, instant
    )
    await executer("UPDATE jeton SET consomme_le = $2 WHERE compte = $1 AND consomme_le IS NULL", compte, instant)
    fermees = await fermer_les_autres(compte, sauf=sauf_session)
    await courriels.mot_de_passe_change(courriel, compte, change_le=instant.isoformat())
    await journaliser(
        "mot_de_passe_change", f"compte:{compte}", "Le mot de passe est changé, les autres connexions sont fermées",
        acteur=Acteur.USAGER, auteur=compte, sessions_fermees=fermees,
    )  # fmt: skip

"""Taking an account back from whoever knew its password: what every undo link does."""

from datetime import datetime

from app.base import executer, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes.jetons import DUREES
from app.metier.comptes.sessions import fermer_les_autres
from app.metier.comptes.tables import NatureJeton
from app.metier.second_facteur import facteur
from app.metier.second_facteur.cle import effacer
from app.metier.second_facteur.porteurs import du_compte
from app.metier.suivi import Acteur

RECUL = DUREES[NatureJeton.SECOND_FACTEUR_ANNULATION]
"""A second factor that could still be undone when the thief showed may be the thief's: it goes too."""


async def mettre_dehors(compte: int, depuis: datetime) -> int:
    """Leave no password, no session and no second factor of whoever was there then; how many sessions there were.

    In the caller's transaction, which holds the account: only its mailbox gets in, by a new password.
    """
    # An empty hash is nobody's password, and is refused in the time of a true one.
    await executer("UPDATE compte SET mot_de_passe = '', mot_de_passe_le = $2 WHERE id = $1", compte, maintenant())
    await _retirer_le_second_facteur(compte, depuis - RECUL)
    return await fermer_les_autres(compte)


async def _retirer_le_second_facteur(compte: int, depuis: datetime) -> None:
    """Take away what was set up, or begun, since then: the second factor, its recovery codes."""
    porteur = du_compte(compte)
    ancien = await valeur("SELECT totp_prouve_le < $2 FROM compte WHERE id = $1", compte, depuis)
    if not ancien:
        await facteur.retirer(porteur, acteur=Acteur.USAGER, auteur=str(compte))
        await effacer(porteur)
    await executer(
        "DELETE FROM code_secours WHERE compte = $1 AND consomme_le IS NULL AND cree_le >= $2", compte, depuis
    )

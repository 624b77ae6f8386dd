"""Undoing a change of login address from the former one: who asked for it knew the password, so nothing of it stays.

The link of the first change outlives all that followed: a thief who has gone through several addresses cannot end it.
"""

from app.base import executer, ligne, transaction
from app.metier.calendrier import maintenant
from app.metier.comptes.adresse import nommer
from app.metier.comptes.changement import verrouiller
from app.metier.comptes.creation import LienPerime
from app.metier.comptes.jetons import consommer, emettre, lire_jeton
from app.metier.comptes.reprise import mettre_dehors
from app.metier.comptes.tables import Jeton, NatureJeton
from app.metier.courriels import adresse as courriels
from app.metier.suivi import Acteur, journaliser


async def lire_lien(valeur_du_lien: str) -> Jeton | None:
    """The undo link, if it is good now."""
    return await lire_jeton(NatureJeton.COURRIEL_ANNULATION, valeur_du_lien)


async def annuler(jeton: Jeton) -> None:
    """Use the link up: the address of that change is the login again, and only its mailbox gets in, by a new password.

    Raises `LienPerime`, and `RegleRefusee` when the address is another account's by now.
    """
    async with transaction():
        courriel = await verrouiller(jeton.compte)
        if courriel is None or not await consommer(jeton.id):
            raise LienPerime
        change = await ligne("SELECT ancien, demande_le FROM changement_courriel WHERE id = $1", jeton.changement)
        if change is None:
            raise LienPerime
        await _reprendre(jeton.compte, jeton.changement)
        await nommer(jeton.compte, change["ancien"])
        fermees = await mettre_dehors(jeton.compte, change["demande_le"])
        await _prevenir(jeton, change["ancien"], courriel)
        await journaliser(
            "adresse_annulee", f"compte:{jeton.compte}", "Le changement d’adresse est annulé depuis l’ancienne adresse",
            acteur=Acteur.USAGER, auteur=jeton.compte, changement=jeton.changement, sessions_fermees=fermees,
        )  # fmt: skip


async def _reprendre(compte: int, changement: int) -> None:
    """This change and all that followed are undone; every link ends, but the undo links of the changes before it."""
    instant = maintenant()
    await executer(
        "UPDATE changement_courriel SET annule_le = $3 WHERE compte = $1 AND id >= $2 AND annule_le IS NULL",
        compte, changement, instant,
    )  # fmt: skip
    await executer(
        "UPDATE jeton SET consomme_le = $3 WHERE compte = $1 AND consomme_le IS NULL "
        "AND (nature <> $4 OR changement >= $2)",
        compte, changement, instant, NatureJeton.COURRIEL_ANNULATION.value,
    )  # fmt: skip


async def _prevenir(jeton: Jeton, ancien: str, quittee: str) -> None:
    choix = await emettre(NatureJeton.MOT_DE_PASSE, courriel=ancien, compte=jeton.compte)
    await courriels.retablie(ancien, choix)
    if quittee != ancien:
        await courriels.retiree(quittee, jeton.changement)

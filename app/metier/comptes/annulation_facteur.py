"""« Ce n’est pas moi »: undoing a second factor from the mailbox, for an owner whom it shuts out."""

from app.base import executer, transaction
from app.metier.calendrier import maintenant
from app.metier.comptes.changement import perimer_les_liens, verrouiller
from app.metier.comptes.creation import LienPerime
from app.metier.comptes.jetons import consommer, emettre, lire_jeton
from app.metier.comptes.proprietaires import meme_boite
from app.metier.comptes.reprise import mettre_dehors
from app.metier.comptes.tables import Jeton, NatureJeton
from app.metier.courriels import second_facteur as courriels
from app.metier.erreurs import RegleRefusee
from app.metier.suivi import Acteur, journaliser

ADRESSE_CHANGEE = (
    "Votre adresse de connexion a changé depuis ce message. Annulez d’abord ce changement par le lien reçu à cette "
    "adresse\u00a0: il désactive aussi la connexion en deux étapes."
)


async def lire_lien(valeur_du_lien: str) -> Jeton | None:
    """The link of the notice, if it is good now."""
    return await lire_jeton(NatureJeton.SECOND_FACTEUR_ANNULATION, valeur_du_lien)


async def annuler(jeton: Jeton) -> None:
    """Use the link up: no second factor, no password, nobody signed in; the mailbox gets a link for a new password.

    Raises `LienPerime`, and `RegleRefusee` when that mailbox is the login's no more: the password would go elsewhere.
    """
    async with transaction():
        courriel = await verrouiller(jeton.compte)
        if courriel is None or not await consommer(jeton.id):
            raise LienPerime
        if not meme_boite(courriel, jeton.courriel):
            raise RegleRefusee(ADRESSE_CHANGEE)
        await perimer_les_liens(jeton.compte)
        await _perimer_les_autres(jeton.compte)
        fermees = await mettre_dehors(jeton.compte, jeton.cree_le)
        choix = await emettre(NatureJeton.MOT_DE_PASSE, courriel=courriel, compte=jeton.compte)
        await courriels.annule(courriel, choix)
        await journaliser(
            "second_facteur_annule", f"compte:{jeton.compte}", "Le second facteur est annulé depuis la boîte du compte",
            acteur=Acteur.USAGER, auteur=jeton.compte, sessions_fermees=fermees,
        )  # fmt: skip


async def _perimer_les_autres(compte: int) -> None:
    """What was set up from now on is the owner's: the notices of before undo nothing more."""
    await executer(
        "UPDATE jeton SET consomme_le = $2 WHERE compte = $1 AND nature = $3 AND consomme_le IS NULL",
        compte, maintenant(), NatureJeton.SECOND_FACTEUR_ANNULATION.value,
    )  # fmt: skip

"""What agents end for a resident: sessions, the second factor, the account. And a closed account opened again."""

from app.base import executer, transaction
from app.metier.calendrier import maintenant
from app.metier.comptes.changement import perimer_les_liens, verrouiller
from app.metier.comptes.jetons import emettre
from app.metier.comptes.sessions import fermer_les_autres
from app.metier.comptes.tables import NatureJeton
from app.metier.courriels import fermeture as courriels
from app.metier.courriels import mot_de_passe
from app.metier.portabilite.demandes import retirer_tout
from app.metier.second_facteur import facteur, secours
from app.metier.second_facteur.cle import effacer
from app.metier.second_facteur.porteurs import du_compte
from app.metier.suivi import Acteur, journaliser


async def fermer_les_sessions(compte: int, agent: str) -> bool:
    """End every session of the account; False when it is closed."""
    async with transaction():
        courriel = await verrouiller(compte)
        if courriel is None:
            return False
        fermees = await fermer_les_autres(compte)
        await courriels.connexions(courriel, compte, fermees_le=maintenant().isoformat())
        await _tracer("sessions_fermees", compte, "Toutes les connexions sont fermées", agent, sessions=fermees)
    return True


async def retirer_le_second_facteur(compte: int, agent: str) -> bool:
    """Take the second factor away from a person identified at the counter, and end every session.

    False when the account is closed or has none.
    """
    async with transaction():
        if not await facteur.retirer(du_compte(compte), acteur=Acteur.AGENT, auteur=agent):
            return False
        fermees = await fermer_les_autres(compte)
        phrase = "L’identité de la personne est vérifiée, son second facteur retiré et ses connexions fermées"
        await _tracer("identite_verifiee", compte, phrase, agent, sessions=fermees)
    return True


async def envoyer_un_lien(compte: int, agent: str) -> bool:
    """Send the owner a link that sets a new password; False when the account is closed."""
    async with transaction():
        courriel = await verrouiller(compte)
        if courriel is None:
            return False
        jeton = await emettre(NatureJeton.MOT_DE_PASSE, courriel=courriel, compte=compte)
        await mot_de_passe(courriel, jeton)
        await _tracer("mot_de_passe_envoye", compte, "Un lien de mot de passe est envoyé", agent)
    return True


async def fermer_compte(compte: int, agent: str) -> bool:
    """Close the account and all that it opens; the owner is told. False when it was closed already."""
    async with transaction():
        courriel = await verrouiller(compte)
        if courriel is None:
            return False
        await clore(compte, courriel)
        await courriels.compte(courriel, compte, ferme_le=maintenant().isoformat())
        await _tracer("compte_ferme", compte, "Le compte est fermé", agent)
    return True


async def clore(compte: int, courriel: str) -> None:
    """Close the account in the caller's transaction: sessions, links, rattachements, second factor all end."""
    await perimer_les_liens(compte)
    await executer(
        "UPDATE jeton SET consomme_le = $3 WHERE consomme_le IS NULL AND (compte = $1 OR lower(courriel) = lower($2))",
        compte, courriel, maintenant(),
    )  # fmt: skip
    await _vider(compte)
    await executer("UPDATE compte SET ferme_le = $2 WHERE id = $1", compte, maintenant())


async def rouvrir(compte: int, condensat: str) -> None:
    """Open a closed account again in the caller's transaction, as a new one: nothing of what it had is left."""
    await _vider(compte)
    await executer(
        "UPDATE compte SET ferme_le = NULL, preavis_effacement_le = NULL, mot_de_passe = $2, mot_de_passe_le = $3 "
        "WHERE id = $1",
        compte, condensat, maintenant(),
    )  # fmt: skip


async def _vider(compte: int) -> None:
    await fermer_les_autres(compte)
    await effacer(du_compte(compte))
    await secours.oublier(du_compte(compte))
    await retirer_tout(compte)
    await executer(
        "UPDATE rattachement SET jusque_le = $2 WHERE compte = $1 AND (jusque_le IS NULL OR jusque_le > $2)",
        compte, maintenant(),
    )  # fmt: skip


async def _tracer(acte: str, compte: int, phrase: str, agent: str, **details: int) -> None:
    await journaliser(acte, f"compte:{compte}", phrase, acteur=Acteur.AGENT, auteur=agent, **details)

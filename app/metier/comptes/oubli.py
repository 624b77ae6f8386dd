"""A forgotten password: a link good for an hour and once; the screen never tells whether the address is known."""

from app.base import transaction
from app.metier import courriels
from app.metier.comptes import plafonds
from app.metier.comptes.changement import poser_mot_de_passe, verrouiller
from app.metier.comptes.creation import LienPerime, permise
from app.metier.comptes.jetons import consommer, emettre, lire_jeton
from app.metier.comptes.mots_de_passe import hacher
from app.metier.comptes.proprietaires import titulaire
from app.metier.comptes.silence import au_meme_pas, en_silence
from app.metier.comptes.tables import Jeton, NatureJeton
from app.metier.limites import prendre
from app.metier.suivi import Acteur, journaliser


async def demander(courriel: str, *, adresse: str) -> None:
    """Send the link if the address has an account. Raises `TropDEssais`."""
    await prendre(plafonds.DEMANDES_ADRESSE, adresse)
    async with au_meme_pas(), transaction():
        compte = await titulaire(courriel)
        ouvert = compte is not None and not compte.ferme
        permis = await permise(plafonds.OUBLIS_BOITE, courriel, garder=ouvert)
        numero, boite = (compte.id, compte.courriel) if compte is not None else (None, courriel)
        async with en_silence(garder=permis and ouvert):
            jeton = await emettre(NatureJeton.MOT_DE_PASSE, courriel=boite, compte=numero)
            await courriels.mot_de_passe(boite, jeton)
            await journaliser(
                "mot_de_passe_oublie", f"compte:{numero}", "Un nouveau mot de passe est demandé", acteur=Acteur.PUBLIC
            )


async def lire_lien(valeur: str) -> Jeton | None:
    """The link, if it is good now."""
    return await lire_jeton(NatureJeton.MOT_DE_PASSE, valeur)


async def changer(jeton: Jeton, mot_de_passe: str) -> None:
    """Use the link up and set the password; nobody is signed in by it. Raises `LienPerime`."""
    condensat = await hacher(mot_de_passe)
    async with transaction():
        compte = await titulaire(jeton.courriel)
        if compte is None or compte.id != jeton.compte or await verrouiller(compte.id) != compte.courriel:
            raise LienPerime
        if not await consommer(jeton.id):
            raise LienPerime
        await poser_mot_de_passe(compte.id, compte.courriel, condensat)

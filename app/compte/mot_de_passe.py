"""`Mot de passe oublié`: ask for a link, then choose a new password."""

from litestar import Response, get, post
from litestar.params import FromPath

from app.compte.saisies import Saisie
from app.compte.sortie import vers_la_connexion
from app.metier.comptes import oubli
from app.metier.comptes.creation import LienPerime
from app.metier.comptes.mots_de_passe import REGLE, TropDeCalculs
from app.metier.comptes.proprietaires import mots_du_compte
from app.metier.limites import TropDEssais
from app.web.acces import acces_de
from app.web.adresses import adresse_du_visiteur
from app.web.formulaires import lire_formulaire, valider
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.saisies import Courriel, fautes_du_mot_de_passe
from app.web.temoins import Requete

DEMANDE = Page("compte/mot_de_passe", "Mot de passe oublié")
CHOIX = Page("compte/mot_de_passe_nouveau", "Choisir un nouveau mot de passe", {"regle": REGLE})


class Oubli(Saisie):
    """Whose password."""

    courriel: Courriel = ""


@get("/mot-de-passe")
async def formulaire(request: Requete) -> Response[bytes]:
    """The form; who is signed in need not type the address."""
    acces = acces_de(request)
    return DEMANDE.montrer(request, valeurs={"courriel": acces.courriel} if acces else {})


@post("/mot-de-passe")
async def envoyer(request: Requete) -> Response[bytes]:
    """Send the link if the address has an account; the answer is the same if it has none."""
    champs = await lire_formulaire(request)
    saisie, erreurs = valider(Oubli, champs)
    if saisie is None:
        return DEMANDE.corriger(request, champs, erreurs)
    try:
        await oubli.demander(saisie.courriel, adresse=adresse_du_visiteur(request))
    except TropDEssais as refus:
        return DEMANDE.differer(request, champs, refus)
    return rediriger("/mot-de-passe/envoye")


@get("/mot-de-passe/envoye")
async def envoye(request: Requete) -> Response[bytes]:
    """What to do now."""
    return rendre(request, "compte/mot_de_passe_envoye", titre="Demande envoyée")


@get("/mot-de-passe/{jeton:str}")
async def lien(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """The form of the new password; looking does not use the link."""
    return _perime(request) if await oubli.lire_lien(jeton) is None else CHOIX.montrer(request)


@post("/mot-de-passe/{jeton:str}")
async def changer(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """Set the new password; one signs in with it afterwards."""
    champs = await lire_formulaire(request)
    lu = await oubli.lire_lien(jeton)
    if lu is None:
        return _perime(request)
    try:
        if erreurs := await fautes_du_mot_de_passe(champs, await mots_du_compte(lu.compte)):
            return CHOIX.corriger(request, champs, erreurs)
        await oubli.changer(lu, champs["mot_de_passe"])
    except TropDeCalculs as refus:
        return CHOIX.differer(request, champs, refus)
    except LienPerime:
        return _perime(request)
    return await vers_la_connexion(request, "change", lu.courriel)


def _perime(request: Requete) -> Response[bytes]:
    return rendre(request, "compte/lien_perime", titre="Lien périmé", status_code=404, reprise="/mot-de-passe")


routes = [formulaire, envoyer, envoye, lien, changer]

"""« Je n’ai pas reçu le lien »: ask for it again."""

from litestar import Response, get, post

from app.compte.saisies import Saisie
from app.metier.comptes.renvoi import renvoyer
from app.metier.limites import TropDEssais
from app.web.adresses import adresse_du_visiteur
from app.web.formulaires import lire_formulaire, valider
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.saisies import Courriel
from app.web.temoins import Requete

PAGE = Page("compte/renvoi", "Je n’ai pas reçu le lien")


class Renvoi(Saisie):
    """Where the link was to go."""

    courriel: Courriel = ""


@get("/compte/renvoi", sync_to_thread=False)
def formulaire(request: Requete) -> Response[bytes]:
    """The empty form."""
    return PAGE.montrer(request)


@post("/compte/renvoi")
async def envoyer(request: Requete) -> Response[bytes]:
    """Send the link again if one waits; the answer is the same if none does."""
    champs = await lire_formulaire(request)
    saisie, erreurs = valider(Renvoi, champs)
    if saisie is None:
        return PAGE.corriger(request, champs, erreurs)
    try:
        await renvoyer(saisie.courriel, adresse=adresse_du_visiteur(request))
    except TropDEssais as refus:
        return PAGE.differer(request, champs, refus)
    return rediriger("/compte/renvoi/envoye")


@get("/compte/renvoi/envoye", sync_to_thread=False)
def envoye(request: Requete) -> Response[bytes]:
    """What to do now."""
    return rendre(request, "compte/renvoi_envoye", titre="Demande envoyée")


routes = [formulaire, envoyer, envoye]

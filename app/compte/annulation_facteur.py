"""The link « Ce n’est pas moi » of the mail that tells that a second factor is on."""

from litestar import Response, get, post
from litestar.params import FromPath

from app.metier.comptes import annulation_facteur
from app.metier.comptes.creation import LienPerime
from app.web.acces import acces_de
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.sessions import effacer_session
from app.web.temoins import Requete

PAGE = Page("compte/second_facteur_annulation", "Annuler la connexion en deux étapes")


@get("/compte/second-facteur/annulation/{jeton:str}")
async def lien(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """What undoing does, and its button."""
    lu = await annulation_facteur.lire_lien(jeton)
    return _perime(request) if lu is None else PAGE.montrer(request, adresse=lu.courriel)


@post("/compte/second-facteur/annulation/{jeton:str}")
async def annuler(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """Take the second factor and the password away; the way in is the new password's link, sent to the mailbox."""
    lu = await annulation_facteur.lire_lien(jeton)
    if lu is None:
        return _perime(request)
    acces = acces_de(request)
    try:
        await annulation_facteur.annuler(lu)
    except LienPerime:
        return _perime(request)
    reponse = rediriger("/compte/second-facteur/annule")
    if acces is not None and acces.compte_id == lu.compte:
        effacer_session(reponse)
    return reponse


@get("/compte/second-facteur/annule")
async def annule(request: Requete) -> Response[bytes]:
    """It is done, and what to do next."""
    return rendre(request, "compte/second_facteur_annule", titre="Connexion en deux étapes annulée")


def _perime(request: Requete) -> Response[bytes]:
    return rendre(request, "compte/lien_perime", titre="Lien périmé", status_code=404, reprise="/contact")


routes = [lien, annuler, annule]

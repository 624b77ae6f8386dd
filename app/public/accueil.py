"""The home page and its first steps."""

from urllib.parse import urlsplit

from litestar import Response, get

from app.metier.profil import profil_courant
from app.web.rendu import rendre
from app.web.temoins import Requete


@get("/")
async def accueil(request: Requete) -> Response[bytes]:
    """The three ways in."""
    profil = await profil_courant()
    return rendre(request, "accueil", titre=profil.sous_titre)


@get("/emmenagement", sync_to_thread=False)
def emmenagement(request: Requete) -> Response[bytes]:
    """What to do while the form of arrivals is not on line."""
    return rendre(request, "public/emmenagement", titre="J’emménage")


@get("/calendriers-de-collecte")
async def calendriers(request: Requete) -> Response[bytes]:
    """Where the collection days are, if the collectivité said so."""
    adresse = (await profil_courant()).calendriers
    est_un_site = urlsplit(adresse).scheme in ("https", "http")
    return rendre(
        request, "public/calendriers", titre="Calendriers des collectes", adresse=adresse if est_un_site else ""
    )

"""Help, legal notice, personal data, accessibility: from the collectivité's settings, nothing made up."""

from litestar import Response, get

from app.base import inscription_courante
from app.metier.collectivite import modifiee_le
from app.web.rendu import rendre
from app.web.temoins import Requete


@get("/aide", sync_to_thread=False)
def aide(request: Requete) -> Response[bytes]:
    """The same help link stands at the foot of every page."""
    return rendre(request, "legal/aide", titre="Aide")


@get("/mentions-legales", sync_to_thread=False)
def mentions(request: Requete) -> Response[bytes]:
    """Who publishes and who hosts (law of 21 June 2004, article 1-1)."""
    return rendre(request, "legal/mentions", titre="Mentions légales", origine=inscription_courante().origine)


@get("/donnees-personnelles", sync_to_thread=False)
def donnees(request: Requete) -> Response[bytes]:
    """What article 13 of the GDPR asks to be told."""
    return rendre(request, "legal/donnees", titre="Données personnelles")


@get("/accessibilite")
async def accessibilite(request: Requete) -> Response[bytes]:
    """The declaration in the form that the decree of 20 September 2019 imposes, with its plans."""
    return rendre(
        request,
        "legal/accessibilite",
        titre="Déclaration d’accessibilité",
        origine=inscription_courante().origine,
        etablie_le=await modifiee_le(),
    )

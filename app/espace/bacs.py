"""« Mes bacs/levées »: what stands at the door and what was emptied lately."""

from litestar import Response, get

from app.documents.formats import decimale
from app.metier.bacs import ses_bacs
from app.metier.calendrier import aujourdhui
from app.metier.levees import ses_dernieres_levees
from app.metier.profil import profil_courant
from app.web.acces import resident
from app.web.rendu import rendre
from app.web.temoins import Requete

LEVEES_MONTREES = 12


@get("/bacs")
async def liste(request: Requete) -> Response[bytes]:
    """The bins and the last lifts of the contrat in view."""
    contrat = resident(request).contrat_id
    jour = aujourdhui((await profil_courant()).zone)
    return rendre(
        request,
        "bacs/liste",
        titre="Mes bacs/levées",
        bacs=await ses_bacs(contrat, jour) if contrat else [],
        levees=await ses_dernieres_levees(contrat, LEVEES_MONTREES) if contrat else [],
        decimale=decimale,
    )

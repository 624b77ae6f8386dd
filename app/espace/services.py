"""« Mes services »: what can be done on line today, and how to do the rest."""

from litestar import Response, get

from app.web.acces import resident
from app.web.rendu import rendre
from app.web.temoins import Requete


@get("/services", sync_to_thread=False)
def liste(request: Requete) -> Response[bytes]:
    """What can be asked for, on line or not yet."""
    resident(request)
    return rendre(request, "services/liste", titre="Mes services")

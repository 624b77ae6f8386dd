"""« Suivi de mes demandes »: where each request stands."""

from litestar import Response, get

from app.espace.pages import PAR_PAGE, nombre_de_pages, page_demandee
from app.metier.demandes import nombre_de_ses_demandes, ses_demandes
from app.web.acces import resident
from app.web.rendu import rendre
from app.web.temoins import Requete


@get("/suivi")
async def liste(request: Requete) -> Response[bytes]:
    """The requests of the abonné in view."""
    acces = resident(request)
    page = page_demandee(request)
    pages = nombre_de_pages(await nombre_de_ses_demandes(acces.compte_id, acces.abonne_id), page)
    return rendre(
        request,
        "suivi/liste",
        titre="Suivi de mes demandes" if page == 1 else f"Suivi de mes demandes, page {page} sur {pages}",
        demandes=await ses_demandes(acces.compte_id, acces.abonne_id, rang=(page - 1) * PAR_PAGE, limite=PAR_PAGE),
        page=page,
        pages=pages,
    )

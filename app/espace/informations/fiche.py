"""« Mes informations »: what the collectivité knows of the resident."""

from litestar import Response, get

from app.espace.pages import PAR_PAGE, nombre_de_pages, page_demandee
from app.metier.abonnes import Abonne
from app.metier.contrats import Contrat, ses_abonnements
from app.web.acces import resident
from app.web.rendu import rendre
from app.web.temoins import Requete


@get("/informations")
async def fiche(request: Requete) -> Response[bytes]:
    """The abonné in view and its contrats."""
    acces = resident(request)
    abonne = await Abonne.objects().get(Abonne.id == acces.abonne_id) if acces.abonne_id else None
    page, pages, abonnements = page_demandee(request), 1, []
    if abonne is not None:
        pages = nombre_de_pages(await Contrat.count().where(Contrat.abonne == abonne.id), page)
        rang = (page - 1) * PAR_PAGE
        abonnements = await ses_abonnements(abonne.id, en_vue=acces.contrat_id, rang=rang, limite=PAR_PAGE)
    return rendre(
        request,
        "informations/fiche",
        titre="Mes informations" if page == 1 else f"Mes informations, page {page} sur {pages}",
        abonne=abonne,
        abonnements=abonnements,
        page=page,
        pages=pages,
    )

"""The resident's tabs."""

from litestar.types import ControllerRouterHandler

from app.espace import accueil, bacs, documents, factures, informations, services, suivi

routes: list[ControllerRouterHandler] = [
    accueil.accueil,
    *informations.routes,
    bacs.liste,
    factures.liste,
    factures.reglements,
    factures.facture,
    documents.duplicata,
    documents.recu,
    services.liste,
    suivi.liste,
]

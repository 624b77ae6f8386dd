"""« Mes informations »: the record, and all that a resident decides about their account."""

from litestar.types import ControllerRouterHandler

from app.espace.informations import connexions, fiche, mot_de_passe

routes: list[ControllerRouterHandler] = [fiche.fiche, *mot_de_passe.routes, *connexions.routes]

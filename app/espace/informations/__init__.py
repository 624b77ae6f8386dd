"""« Mes informations »: the record, and all that a resident decides about their account."""

from litestar.types import ControllerRouterHandler

from app.espace.informations import fiche

routes: list[ControllerRouterHandler] = [fiche.fiche]

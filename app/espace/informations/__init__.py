"""« Mes informations »: the record, and all that a resident decides about their account."""

from litestar.types import ControllerRouterHandler

from app.espace.informations import adresse, choix, connexions, donnees, fiche, mot_de_passe, references, second_facteur

routes: list[ControllerRouterHandler] = [
    fiche.fiche,
    *mot_de_passe.routes,
    *connexions.routes,
    *adresse.routes,
    *references.routes,
    *second_facteur.routes,
    *choix.routes,
    *donnees.routes,
]

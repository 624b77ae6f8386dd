"""Getting in: asking for an account, activating it, signing in and out, a forgotten password."""

from litestar.types import ControllerRouterHandler

from app.compte import (
    activation,
    adresse,
    annulation_facteur,
    connexion,
    contrat,
    creation,
    mot_de_passe,
    renvoi,
    second_facteur,
)

routes: list[ControllerRouterHandler] = [
    *creation.routes,
    *activation.routes,
    *renvoi.routes,
    *connexion.routes,
    *second_facteur.routes,
    *mot_de_passe.routes,
    *contrat.routes,
    *adresse.routes,
    *annulation_facteur.routes,
]

__all__ = ["routes"]

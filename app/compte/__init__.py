"""Getting in: asking for an account, activating it, signing in and out, a forgotten password."""

from litestar.types import ControllerRouterHandler

from app.compte import activation, connexion, contrat, creation, mot_de_passe

routes: list[ControllerRouterHandler] = [
    *creation.routes,
    *activation.routes,
    *connexion.routes,
    *mot_de_passe.routes,
    *contrat.routes,
]

__all__ = ["routes"]

"""The contents page of the application."""

from litestar import Litestar
from litestar.types import ControllerRouterHandler

from app import agents, compte, espace, paiement, public
from app.base import fermer_les_reserves
from app.web import csrf, statiques
from app.web.aiguillage import Portail
from app.web.pages_erreur import gestes

UN_MEGAOCTET = 1_000_000

ROUTES: list[ControllerRouterHandler] = [
    *statiques.routes,
    *public.routes,
    *compte.routes,
    *espace.routes,
    *paiement.routes,
    *agents.routes,
]


def creer_application() -> Litestar:
    """The routes with what stands around each of them."""
    return Litestar(
        ROUTES,
        before_request=csrf.verifier,
        exception_handlers=gestes,
        request_max_body_size=UN_MEGAOCTET,
        on_shutdown=[fermer_les_reserves],
        openapi_config=None,
        logging_config=None,
    )


def creer_app(dsn_registre: str) -> Portail:
    """The portal for the collectivités of this registry, as an ASGI application."""
    return Portail(creer_application(), dsn_registre)


__all__ = ["creer_app", "creer_application"]

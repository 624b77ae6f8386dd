"""The contents page of the application."""

import asyncio

from litestar import Litestar
from litestar.types import ControllerRouterHandler

from app import agents, compte, espace, paiement, public
from app.agents.console import console_de_piccolo
from app.base import fermer_les_reserves, lancer
from app.encaissement import fermer_payfip, payfip
from app.web import csrf, statiques
from app.web.aiguillage import Portail
from app.web.pages_erreur import gestes

UN_MEGAOCTET = 1_000_000
MOMENT = 2.0
"""Seconds: a server that restarts under load serves first."""

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
        on_startup=[chauffer],
        on_shutdown=[fermer_payfip, fermer_les_reserves],
        openapi_config=None,
        logging_config=None,
    )


def creer_app(dsn_registre: str) -> Portail:
    """The portal for the collectivités of this registry, as an ASGI application."""
    return Portail(creer_application(), dsn_registre)


async def chauffer() -> None:
    """Make ready what the first reader would otherwise wait for: the way to the Treasury now, the rest in a moment."""
    payfip()
    lancer(_chauffer_ensuite())


async def _chauffer_ensuite() -> None:
    await asyncio.sleep(MOMENT)
    for preparatif in (statiques.comprimer, console_de_piccolo):
        await asyncio.to_thread(preparatif)


__all__ = ["creer_app", "creer_application"]

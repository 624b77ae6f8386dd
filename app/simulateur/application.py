"""The simulator as an application of its own."""

import httpx
from litestar import Litestar
from litestar.exceptions import HTTPException

from app.simulateur import ecrans, service, tableau
from app.simulateur.ecrans.acces import PageRefusee, montrer_erreur, montrer_refus
from app.simulateur.notifications import Notifieur
from app.simulateur.tresor import ReglagesSimulateur, Tresor

_CORPS_MAXI = 256 * 1024


def creer_simulateur(reglages: ReglagesSimulateur | None = None, http: httpx.AsyncClient | None = None) -> Litestar:
    """A Treasury of one's own; `http` carries its notifications, by default over the network."""
    tresor = Tresor(reglages or ReglagesSimulateur(), Notifieur(http))
    application = Litestar(
        route_handlers=[service.contrat, service.appel, *ecrans.routes, *tableau.routes],
        exception_handlers={PageRefusee: montrer_refus, HTTPException: montrer_erreur},
        on_shutdown=[tresor.fermer],
        logging_config=None,
        openapi_config=None,
        request_max_body_size=_CORPS_MAXI,
    )
    application.state.tresor = tresor
    return application

"""Piccolo Admin itself: in French, for reading only, with our agents as its users."""

import threading
from functools import cache
from typing import Any

from piccolo_admin.endpoints import AdminRouter, TableConfig, create_admin
from starlette.authentication import AuthCredentials, AuthenticationBackend, BaseUser
from starlette.requests import HTTPConnection
from starlette.routing import Mount

from app.agents.console.traduction import FRANCAIS
from app.agents.console.vues import vues
from app.agents.politique import REGLES
from app.metier.agents.sessions import SessionLue

NOM = "Portail déchets"
LIENS = {"Espace des agents": "/agents", "Logo": "/agents/logo", "Site public": "/"}
"""Entries of the console's menu that lead to our own pages."""


_seul = threading.Lock()


def console_de_piccolo() -> AdminRouter:
    """The application, built once; it refuses every write, whoever asks."""
    with _seul:
        return _construire()


@cache
def _construire() -> AdminRouter:
    routeur: AdminRouter = create_admin(
        tables=[TableConfig(table_class=vue, menu_group=REGLES[nom].groupe.value) for nom, vue in vues().items()],
        auto_include_related=False,
        read_only=True,
        site_name=NOM,
        default_language_code="fr",
        translations=[FRANCAIS],
        sidebar_links=LIENS,
    )
    _remettre_l_entree(routeur)
    return routeur


class _AgentDePiccolo(BaseUser):
    """What Piccolo Admin asks of a user."""

    def __init__(self, session: SessionLue) -> None:
        self.session = session

    @property
    def is_authenticated(self) -> bool:
        return True

    @property
    def display_name(self) -> str:
        return self.session.nom_complet

    @property
    def user_id(self) -> int:
        return self.session.agent_id


class _DejaReconnu(AuthenticationBackend):
    """The gate has read the session: nothing else is a proof."""

    async def authenticate(self, conn: HTTPConnection) -> tuple[AuthCredentials, BaseUser]:
        return AuthCredentials(["authenticated"]), _AgentDePiccolo(conn.scope["session_agent"])


def _remettre_l_entree(routeur: AdminRouter) -> None:
    """Put our sessions where Piccolo Admin put its own."""
    interne: Any = next(route for route in routeur.routes if isinstance(route, Mount) and route.path == "/api")
    interne.app.backend = _DejaReconnu()

"""Which agent a request comes from; the guard of every page of theirs."""

import re
from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from app.metier.agents import sessions
from app.metier.agents.sessions import SessionLue
from app.web.rendu import rediriger
from app.web.temoins import Requete, effacer_temoin, lire_temoin, poser_temoin

TEMOIN = "agent"
SUITE = re.compile(r"/(?:agents|admin)(?:/[A-Za-z0-9_-]+)*/?")
CHEZ_NOUS = "/agents"


class AgentNonConnecte(Exception):
    """This page is for agents whose second factor was proved."""


async def session_lue(request: Requete) -> SessionLue | None:
    """The session of the request's cookie, whatever it has proved."""
    jeton = lire_temoin(request, TEMOIN)
    return await sessions.lire(jeton) if jeton else None


async def exiger_agent(connexion: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Let through an agent whose second factor was proved in this session, and nobody else."""
    session = await session_lue(Request(connexion.scope))
    if session is None or not session.est_prouvee:
        raise AgentNonConnecte
    connexion.state.agent = session


def agent_de(request: Requete) -> SessionLue:
    """The agent that the guard let through."""
    agent: SessionLue = request.state.agent
    return agent


def suite_sure(brute: str) -> str:
    """Where to go after signing in: a page of the staff, or their desk."""
    return brute if SUITE.fullmatch(brute) else CHEZ_NOUS


def avec_suite(chemin: str, suite: str) -> str:
    """The same address, remembering where to go afterwards."""
    return chemin if suite == CHEZ_NOUS else f"{chemin}?suite={quote(suite)}"


def poser_session(reponse: Response[bytes], jeton: str) -> Response[bytes]:
    """Hand the session's token to the browser, for as long as it stays open and for our own pages only."""
    poser_temoin(reponse, TEMOIN, jeton, duree=None, strict=True)
    return reponse


def oublier_session(reponse: Response[bytes]) -> Response[bytes]:
    """Take the token back."""
    effacer_temoin(reponse, TEMOIN)
    return reponse


def _vers_la_connexion(request: Requete, _: AgentNonConnecte) -> Response[bytes]:
    suite = suite_sure(request.url.path) if request.method == "GET" else CHEZ_NOUS
    return rediriger(avec_suite("/agents/connexion", suite))


gestes_agents: dict[int | type[Exception], Any] = {AgentNonConnecte: _vers_la_connexion}

"""The gate before the console: nothing passes without a session whose second factor was proved."""

import asyncio
import hmac
import re
from typing import cast

from litestar import asgi
from litestar.enums import ScopeType
from litestar.types import Receive, Scope, Send
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive as Reception
from starlette.types import Scope as Portee
from starlette.types import Send as Envoi

from app.agents.console import lecture
from app.agents.console.application import console_de_piccolo
from app.agents.console.ecriture import ecrire
from app.agents.console.libelles import SCHEMA
from app.agents.console.recherche import borner
from app.agents.console.refus import Refus
from app.agents.console.retouche import Retouche
from app.agents.politique import REGLES
from app.base import inscription_courante
from app.metier.agents import sessions
from app.metier.agents.sessions import SessionLue
from app.metier.chiffre import signer
from app.web.csrf import est_la_notre
from app.web.erreurs import Introuvable
from app.web.temoins import nom_temoin

CORPS_MAX = 100_000
ECRITURE = re.compile(r"/api/tables/([a-z_]+)/(?:([0-9]{1,9})/)?")
SORTIE = "/public/logout/"
SANS_TRACE = {"Cache-Control": "no-store"}


@asgi("/admin", is_mount=True, copy_scope=True)
async def console(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve the console, or refuse."""
    if scope["type"] != ScopeType.HTTP or not scope["path"].startswith("/"):
        raise Introuvable  # the mount also receives /administration
    request = Request(cast(Portee, scope), cast(Reception, receive))  # the same ASGI, typed otherwise
    session = await _session(request)
    try:
        reponse = await _servir(request, session)
    except Refus as refus:
        reponse = PlainTextResponse(refus.phrase, refus.code, headers=SANS_TRACE)
    if reponse is not None:
        await reponse(request.scope, request.receive, cast(Envoi, send))
    else:
        await _passer(request, session, cast(Envoi, send))


async def _session(request: Request) -> SessionLue | None:
    jeton = request.cookies.get(nom_temoin("agent"))
    return await sessions.lire(jeton) if jeton else None


async def _servir(request: Request, session: SessionLue | None) -> Response | None:
    """The answer, or None where Piccolo Admin gives it."""
    chemin = request.scope["path"]
    if session is None or not session.est_prouvee:
        return _vers_la_connexion(request)
    if not session.ouvre_la_console:
        raise Refus(403, "Votre compte n’ouvre pas les tables du portail.")
    if request.method == "GET":
        return lecture.repondre(request, session, _preuve(request))
    _exiger_la_preuve(request)
    if chemin == SORTIE and request.method == "POST":
        return await _sortir(session)
    trouve = ECRITURE.fullmatch(chemin)
    if trouve is None or trouve[1] not in REGLES:
        raise Refus(404, "Cette adresse n’existe pas.")
    numero = int(trouve[2]) if trouve[2] else None
    return await ecrire(session, trouve[1], request.method, numero, await _corps(request))


def _vers_la_connexion(request: Request) -> Response:
    if request.method == "GET" and request.scope["path"] == "/":
        return RedirectResponse("/agents/connexion?suite=/admin/", 303, headers=SANS_TRACE)
    return JSONResponse({"detail": "Connectez-vous."}, 401, headers=SANS_TRACE)


async def _passer(request: Request, session: SessionLue | None, envoi: Envoi) -> None:
    """Hand the request over to Piccolo Admin, under the path that it expects."""
    portee = dict(request.scope)
    portee |= {"session_agent": session, "root_path": "/admin", "path": "/admin" + request.scope["path"]}
    portee["query_string"] = borner(request.scope["path"], request.query_params.multi_items())
    piccolo = await asyncio.to_thread(console_de_piccolo)  # built at the first request: two seconds
    await piccolo(portee, request.receive, Retouche(envoi, est_schema=request.scope["path"].endswith(SCHEMA)))


def _preuve(request: Request) -> str:
    return signer("csrf-console", request.cookies[nom_temoin("agent")].encode()).hex()


def _exiger_la_preuve(request: Request) -> None:
    """The browser must say that the request comes from here, and the page must know the session's proof."""
    site = request.headers.get("sec-fetch-site")
    origine = request.headers.get("origin")
    vient_d_ici = site == "same-origin" or (site is None and origine is not None)
    if origine is not None and not est_la_notre(origine, request.headers.get("host", "")):
        vient_d_ici = False
    if not vient_d_ici or not hmac.compare_digest(
        request.headers.get("x-csrftoken", "").encode(), _preuve(request).encode()
    ):
        raise Refus(403, "Cette demande ne vient pas de la page des tables. Rechargez-la.")


async def _sortir(session: SessionLue) -> Response:
    await sessions.fermer(session.session_id)
    reponse = Response(status_code=204, headers=SANS_TRACE)
    reponse.delete_cookie(
        nom_temoin("agent"), path="/", secure=inscription_courante().est_chiffree, httponly=True, samesite="strict"
    )
    return reponse


async def _corps(request: Request) -> bytes:
    corps = bytearray()
    async for morceau in request.stream():
        corps += morceau
        if len(corps) > CORPS_MAX:
            raise Refus(413, "Cet envoi est trop volumineux.")
    return bytes(corps)

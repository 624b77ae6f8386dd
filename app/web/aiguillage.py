"""The outermost layer: which collectivité a request is for, what every response carries.

It wraps the whole application rather than being one of its middlewares, since those do not run for 404 and 405.
"""

import re
from typing import cast

import structlog
from litestar import Litestar, Request
from litestar.enums import HttpMethod, ScopeType
from litestar.types import HTTPScope, Message, Receive, Scope, Send

from app.base import Inscription, endurance, utiliser, valeur
from app.base.registre import Annuaire, registre
from app.metier.profil import profil_courant
from app.web.acces import charger_acces
from app.web.entetes import entetes_communs, politique_de_contenu
from app.web.erreurs import PANNES
from app.web.pages_nues import mot_nu, page_nue

journal = structlog.get_logger()

ENDURANCE = 3.0
"""Seconds that one request may wait for databases in all; then the reader is asked to come back."""
HOTE = re.compile(r"([^:]*|\[[^\]]*\])(?::([0-9]{1,5}))?")
PORT_MAX = 65_535


class Portail:
    """The portal as the server runs it."""

    def __init__(self, application: Litestar, dsn_registre: str) -> None:
        self._application = application
        self._dsn_registre = dsn_registre
        self.annuaire = Annuaire(dsn_registre)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one ASGI scope."""
        if scope["type"] == ScopeType.WEBSOCKET:
            await send({"type": "websocket.close", "code": 1000, "reason": ""})
        elif scope["type"] != ScopeType.HTTP:
            await self._application(scope, receive, send)
        else:
            with endurance(ENDURANCE):
                await self._repondre(scope, receive, send)

    async def _repondre(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        if scope["path"] in ("/sante", "/pret"):
            await self._etat(scope["path"], send)
            return
        try:
            inscription = await self.annuaire.trouver(_hote(scope))
        except PANNES as panne:
            journal.error("registre_injoignable", nature=type(panne).__name__)
            await page_nue(send, 503)
            return
        if inscription is None:
            await self._sans_collectivite(scope, receive, send)
        elif "\0" in scope["path"]:
            await page_nue(send, 404, inscription)
        else:
            await self._servir(inscription, scope, receive, send)

    async def _servir(self, inscription: Inscription, scope: HTTPScope, receive: Receive, send: Send) -> None:
        envoi = _Envoi(send, inscription, sans_corps=scope["method"] == "HEAD")
        if scope["method"] == "HEAD":
            # In a copy: the server must still know that the answer has no body.
            scope = cast(HTTPScope, {**scope, "method": HttpMethod.GET})
        with utiliser(inscription):
            try:
                await _preparer(scope)
                await self._application(scope, receive, envoi)
            except PANNES as panne:
                journal.error("base_injoignable", collectivite=inscription.nom, nature=type(panne).__name__)
                if envoi.commence:
                    raise
                await page_nue(send, 503, inscription)
            except Exception as erreur:
                journal.exception("erreur_hors_page", nature=type(erreur).__name__, exc_info=erreur)
                if envoi.commence:
                    raise
                await page_nue(send, 500, inscription)

    async def _sans_collectivite(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        """421 for a host that nobody registered; its page's style sheet is everybody's."""
        if scope["path"].startswith("/statique/"):
            await self._application(scope, receive, _Envoi(send, None, sans_corps=scope["method"] == "HEAD"))
        else:
            await page_nue(send, 421)

    async def _etat(self, chemin: str, send: Send) -> None:
        """`/sante`: the process lives. `/pret`: it reaches its registry too."""
        pret = True
        if chemin == "/pret":
            try:
                with utiliser(registre(self._dsn_registre)):
                    pret = bool(await valeur("SELECT true FROM collectivite_inscrite LIMIT 1"))
            except PANNES:
                pret = False
        await mot_nu(send, 200 if pret else 503, "ok" if pret else "indisponible")


class _Envoi:
    """`send` that adds the common headers, and drops the body of an answer to HEAD."""

    def __init__(self, send: Send, inscription: Inscription | None, *, sans_corps: bool) -> None:
        self._send = send
        self._inscription = inscription
        self._sans_corps = sans_corps
        self.commence = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.commence = True
            presents = list(message["headers"])
            message["headers"] = [*presents, *self._ajouts(presents)]
        elif message["type"] == "http.response.body" and self._sans_corps:
            message["body"] = b""
        await self._send(message)

    def _ajouts(self, presents: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        noms = {nom.lower(): contenu for nom, contenu in presents}
        ajouts = entetes_communs(self._inscription)
        if noms.get(b"content-type", b"").startswith(b"text/html") and b"content-security-policy" not in noms:
            ajouts.append((b"content-security-policy", politique_de_contenu().encode()))
        return [(nom, contenu) for nom, contenu in ajouts if nom not in noms]


def _hote(scope: HTTPScope) -> str:
    """The name in the Host header; empty when what follows it is no port."""
    brut = next((valeur for nom, valeur in scope["headers"] if nom == b"host"), b"").decode("latin-1")
    trouve = HOTE.fullmatch(brut)
    return trouve[1] if trouve and int(trouve[2] or 0) <= PORT_MAX else ""


async def _preparer(scope: HTTPScope) -> None:
    """Read the settings and the session before anything else, for error pages too."""
    if scope["path"].startswith(("/statique/", "/logo/")):
        return
    scope.setdefault("state", {})
    scope["state"]["profil"] = await profil_courant()
    await charger_acces(Request(scope))

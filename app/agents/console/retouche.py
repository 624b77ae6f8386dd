"""Piccolo Admin's answers on their way to the browser."""

from starlette.types import Message, Send

from app.agents.console.libelles import franciser

REMPLACES = {b"set-cookie", b"cache-control", b"content-length"}


class Retouche:
    """`send` that keeps its cookies here, lets nothing be cached, and writes our words into a table's description."""

    def __init__(self, envoi: Send, *, est_schema: bool) -> None:
        self._envoi = envoi
        self._est_schema = est_schema
        self._debut: Message | None = None
        self._corps = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._debut = message
            return
        self._corps += message.get("body", b"")
        if self._debut is None or message.get("more_body", False):
            return
        corps = franciser(self._corps) if self._est_schema and self._debut["status"] == 200 else self._corps
        gardes = [(nom, valeur) for nom, valeur in self._debut["headers"] if nom.lower() not in REMPLACES]
        longueur = str(len(corps)).encode()
        entetes = [*gardes, (b"cache-control", b"no-store"), (b"content-length", longueur)]
        await self._envoi({**self._debut, "headers": entetes})
        await self._envoi({"type": "http.response.body", "body": corps})

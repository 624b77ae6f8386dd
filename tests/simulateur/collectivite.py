"""A collectivité that listens: an ASGI application that keeps what it is told."""

import asyncio
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl


@dataclass
class Collectivite:
    """Answers with the given statuses in turn, then with 200."""

    statuts: list[int] = field(default_factory=list)
    recus: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    _arrivee: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        corps = (await receive())["body"].decode()
        self.recus.append((scope["method"], scope["path"], dict(parse_qsl(corps, keep_blank_values=True))))
        self._arrivee.set()
        status = self.statuts.pop(0) if self.statuts else 200
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def attendre(self, nombre: int = 1) -> None:
        """Until so many calls have come, two seconds at most."""
        async with asyncio.timeout(2):
            while len(self.recus) < nombre:
                self._arrivee.clear()
                await self._arrivee.wait()

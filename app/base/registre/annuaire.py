"""The registry as the web sees it: a host name → the collectivité, kept for some seconds."""

import asyncio
import time

import structlog

from app.base.contexte import Inscription
from app.base.registre.lecture import inscriptions

FRAICHEUR = 10.0
"""Seconds during which a reading of the registry is trusted."""

journal = structlog.get_logger()


class Annuaire:
    """Hosts of the instance. A registry that does not answer leaves the last reading in use."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._par_hote: dict[str, Inscription] = {}
        self._lu_a = float("-inf")
        self._lecture = asyncio.Lock()

    async def trouver(self, hote: str) -> Inscription | None:
        """The collectivité that answers to this host name (no port), or None."""
        if time.monotonic() - self._lu_a > FRAICHEUR:
            await self._relire()
        return self._par_hote.get(hote.lower())

    async def toutes(self) -> list[Inscription]:
        """Each collectivité once."""
        await self._relire()
        return list({id(i): i for i in self._par_hote.values()}.values())

    async def _relire(self) -> None:
        async with self._lecture:
            if time.monotonic() - self._lu_a <= FRAICHEUR:
                return
            try:
                lues = await inscriptions(self._dsn)
            except (OSError, TimeoutError) as erreur:
                journal.error("registre_injoignable", nature=type(erreur).__name__)
                if not self._par_hote:
                    raise
            else:
                self._par_hote = {hote.lower(): i for i in lues for hote in i.hotes}
            self._lu_a = time.monotonic()

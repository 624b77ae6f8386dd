"""The registry as the web sees it: a host name → the collectivité, kept for some seconds."""

import asyncio
import time

import asyncpg
import structlog

from app.base.contexte import Inscription, lancer
from app.base.registre.lecture import inscriptions

FRAICHEUR = 10.0
"""Seconds during which a reading of the registry is trusted."""
PEREMPTION = 60.0
"""Seconds after which one waits for a new reading rather than serve by the old one meanwhile."""

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
        connue = self._par_hote.get(hote.lower())
        if self._age() <= FRAICHEUR:
            return connue
        if connue is not None and self._age() <= PEREMPTION:
            # A registry that hangs makes nobody wait for what is known already.
            if not self._lecture.locked():
                lancer(self._relire())
            return connue
        await self._relire()
        return self._par_hote.get(hote.lower())

    async def toutes(self) -> list[Inscription]:
        """Each collectivité once."""
        await self._relire()
        return list({id(i): i for i in self._par_hote.values()}.values())

    def _age(self) -> float:
        return time.monotonic() - self._lu_a

    async def _relire(self) -> None:
        async with self._lecture:
            if self._age() <= FRAICHEUR:
                return
            try:
                lues = await inscriptions(self._dsn)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as erreur:
                journal.error("registre_injoignable", nature=type(erreur).__name__)
                if not self._par_hote:
                    raise
            else:
                self._par_hote = {hote.lower(): i for i in lues for hote in i.hotes}
            self._lu_a = time.monotonic()

"""Answering alike whether the person is known or not: the same work, kept or undone, that ends on the same beat."""

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.base import point_de_reprise

PAS = 0.010
"""Seconds. The work takes 3 ms; what is left of a difference (40 µs for a mail that is kept) drowns in the wait."""
MILLISECONDE = 0.001


class _Oublie(Exception):
    """The work of the block is undone; nobody else sees this."""


@asynccontextmanager
async def en_silence(*, garder: bool) -> AsyncIterator[None]:
    """Run the block inside the open transaction in all cases, so that it takes its time; keep it only when `garder`."""
    try:
        async with point_de_reprise():
            yield
            if not garder:
                raise _Oublie
    except _Oublie:
        pass


@asynccontextmanager
async def au_meme_pas() -> AsyncIterator[None]:
    """Let the block end at a whole number of beats after it began.

    The event loop's timers round up to a millisecond, which would tell the work's last microseconds: they are awaited.
    """
    debut = time.perf_counter()
    yield
    fin = debut + PAS * math.ceil((time.perf_counter() - debut) / PAS)
    await asyncio.sleep(max(fin - time.perf_counter() - MILLISECONDE, 0))
    while time.perf_counter() < fin:  # noqa: ASYNC110 -- for less than a millisecond, and nobody sends the event
        await asyncio.sleep(0)

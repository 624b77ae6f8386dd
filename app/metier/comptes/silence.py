"""Answering alike whether the person is known or not: the same work is done, and kept or undone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.base import point_de_reprise


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

"""Transactions of the trade: never nested by accident, with savepoints that are asked for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

from app.base.delais import delai_courant
from app.base.moteur import connexion, defaire, moteur
from app.base.requetes import executer


class ImbricationInterdite(RuntimeError):
    """A rule of the trade opened a transaction inside another one's.

    Piccolo makes the inner one a no-op: an error caught outside it would leave its writes committed.
    """


_ouverte: ContextVar[bool] = ContextVar("transaction_du_metier", default=False)


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """All or nothing. Raises `ImbricationInterdite` when one is open already."""
    if _ouverte.get():
        raise ImbricationInterdite
    marque = _ouverte.set(True)
    try:
        if moteur.current_transaction.get() is not None:
            # Only a caller outside the trade (a test's own transaction, the admin's) can be here.
            async with point_de_reprise():
                yield
        else:
            async with moteur.transaction():
                yield
    finally:
        _ouverte.reset(marque)


@asynccontextmanager
async def point_de_reprise() -> AsyncIterator[None]:
    """Undo the block alone when it raises; the transaction around it goes on."""
    async with connexion() as prise:
        reprise = prise.transaction()
        async with asyncio.timeout(delai_courant()):
            await reprise.start()
        try:
            yield
        except BaseException:
            await defaire(reprise, prise)
            raise
        async with asyncio.timeout(delai_courant()):
            await reprise.commit()


async def verrou(*cles: str) -> None:
    """Wait for these names to be ours until the transaction ends; sorted, so that two takers never deadlock."""
    if moteur.current_transaction.get() is None:
        raise RuntimeError("a lock outside of a transaction would be given back at once")
    for cle in sorted(cles):
        await executer("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", cle)

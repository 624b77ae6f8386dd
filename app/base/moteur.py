"""A Piccolo engine that speaks to the database of the collectivité in the context."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Literal
from weakref import WeakKeyDictionary

import asyncpg
from asyncpg.transaction import Transaction
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString

from app.base.contexte import _en_transaction, inscription_courante
from app.base.delais import (
    DELAI_ADIEU,
    DELAI_COMMANDE,
    DELAI_CONNEXION,
    attente,
    delai_courant,
    delai_du_commit,
)
from app.reglages import reglages

_reserves: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncpg.Pool]] = WeakKeyDictionary()


async def _sans_remise_a_zero(_: asyncpg.Connection) -> None:
    """Skip the reset round trip: we never leave state on a connection (locks and settings are transactional)."""


def _reserve(dsn: str) -> asyncpg.Pool:
    """The pool of this event loop for this database, made at first use."""
    reserves = _reserves.setdefault(asyncio.get_running_loop(), {})
    if dsn not in reserves:
        reserves[dsn] = asyncpg.create_pool(
            dsn,
            min_size=0,
            max_size=reglages().connexions,
            max_inactive_connection_lifetime=60,
            timeout=DELAI_CONNEXION,
            reset=_sans_remise_a_zero,
        )
    return reserves[dsn]


async def fermer_les_reserves() -> None:
    """Close every pool of the running loop."""
    for reserve in _reserves.pop(asyncio.get_running_loop(), {}).values():
        await reserve.close()


async def emprunter() -> asyncpg.Connection:
    """Take a connection to the current collectivité's database; `rendre` gives it back."""
    reserve = await _reserve(inscription_courante().dsn)
    with attente():
        return await reserve.acquire(timeout=min(DELAI_COMMANDE, delai_courant()))


async def rendre(prise: asyncpg.Connection) -> None:
    """Give a connection back; a broken one is thrown away by the pool, as is one that does not let itself be given."""
    await _reserve(inscription_courante().dsn).release(prise, timeout=DELAI_ADIEU)


async def defaire(transaction: Transaction, prise: asyncpg.Connection) -> None:
    """Roll back; a server that does not answer does so by itself once the connection is cut."""
    if prise.is_closed():
        return
    try:
        async with asyncio.timeout(DELAI_ADIEU):
            await transaction.rollback()
    except TimeoutError:
        prise.terminate()


class TransactionPortail(PostgresTransaction):
    """Piccolo's transaction that gives its connection back whatever happens at COMMIT."""

    __slots__ = ("_marque",)

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await emprunter()
        try:
            self.transaction = self.connection.transaction()
            with attente():
                async with asyncio.timeout(delai_courant()):
                    await self.transaction.start()
        except BaseException:
            await rendre(self.connection)
            raise
        self.context = self.engine.current_transaction.set(self)
        self._marque = _en_transaction.set(True)
        return self

    async def __aexit__(self, nature: Any, erreur: BaseException | None, trace: Any) -> Literal[False]:
        if self._parent is not None:
            return False
        try:
            if self._committed or self._rolled_back:
                return False
            if erreur is None:
                async with asyncio.timeout(delai_du_commit()):
                    await self.transaction.commit()
            else:
                await defaire(self.transaction, self.connection)
        finally:
            self.engine.current_transaction.reset(self.context)
            _en_transaction.reset(self._marque)
            await rendre(self.connection)
        return False


class Moteur(PostgresEngine):
    """The engine named in piccolo_conf: holds no connection of its own, connects to nothing at import."""

    def __init__(self) -> None:
        # Not super().__init__: it would connect at import and only warn when the server is down.
        self.extensions = ()
        self.extra_nodes = {}
        self.log_queries = False
        self.log_responses = False
        self.engine_type = "postgres"
        self.min_version_number = 15
        self.query_id = 0
        self.pool = None
        self.current_transaction = contextvars.ContextVar("transaction", default=None)

    @property
    def config(self) -> dict[str, Any]:  # type: ignore[override]
        """What asyncpg needs to connect to the current collectivité's database."""
        return {"dsn": inscription_courante().dsn, "timeout": DELAI_CONNEXION}

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:  # noqa: ARG002 -- Piccolo's signature
        """Run a built query on the transaction's connection, or on one of the pool."""
        requete, arguments = querystring.compile_string(engine_type=self.engine_type)
        return await self.lire(requete, arguments)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:  # noqa: ARG002 -- Piccolo's signature
        """Run a statement that carries no value."""
        return await self.lire(ddl, ())

    async def lire(self, requete: str, arguments: Sequence[Any]) -> list[asyncpg.Record]:
        """Fetch on the right connection."""
        async with connexion() as prise:
            with attente():
                lues: list[asyncpg.Record] = await prise.fetch(requete, *arguments, timeout=delai_courant())
            return lues

    def transaction(self, allow_nested: bool = True) -> TransactionPortail:
        """Open a transaction that closes well; callers of ours use `app.base.transaction`."""
        return TransactionPortail(engine=self, allow_nested=allow_nested)


moteur = Moteur()


@asynccontextmanager
async def connexion() -> AsyncIterator[asyncpg.Connection]:
    """The running transaction's connection, else one of the pool for the time of the block."""
    courante = moteur.current_transaction.get()
    if courante is not None:
        yield courante.connection
        return
    prise = await emprunter()
    try:
        yield prise
    finally:
        await rendre(prise)

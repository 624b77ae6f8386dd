"""A Piccolo engine that speaks to the database of the collectivité in the context."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Literal
from weakref import WeakKeyDictionary

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction
from piccolo.querystring import QueryString

from app.base.contexte import _en_transaction, inscription_courante
from app.reglages import reglages

DELAI_CONNEXION = 3.0
"""Seconds to open a connection."""
DELAI_COMMANDE = 4.0
"""Seconds for one statement; long work (imports, migrations) asks for its own limit."""

_delai: contextvars.ContextVar[float] = contextvars.ContextVar("delai", default=DELAI_COMMANDE)


@contextmanager
def patience(secondes: float) -> Iterator[None]:
    """Let each statement of the block take this long (imports, migrations, checks of the books)."""
    marque = _delai.set(secondes)
    try:
        yield
    finally:
        _delai.reset(marque)


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
            command_timeout=DELAI_COMMANDE,  # for what asyncpg does by itself; our statements carry `patience`
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
    return await reserve.acquire(timeout=DELAI_COMMANDE)


async def rendre(prise: asyncpg.Connection) -> None:
    """Give a connection back; a broken one is thrown away by the pool."""
    await _reserve(inscription_courante().dsn).release(prise)


class TransactionPortail(PostgresTransaction):
    """Piccolo's transaction that gives its connection back whatever happens at COMMIT."""

    __slots__ = ("_marque",)

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await emprunter()
        try:
            self.transaction = self.connection.transaction()
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
                await self.transaction.commit()
            elif not self.connection.is_closed():
                await self.transaction.rollback()
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
            lues: list[asyncpg.Record] = await prise.fetch(requete, *arguments, timeout=_delai.get())
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


def delai_courant() -> float:
    """Seconds that one statement may take here (see `patience`)."""
    return _delai.get()

"""Which collectivité the running task serves."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


class AucuneCollectivite(RuntimeError):
    """A query was made outside of any collectivité: a fault of the programme, never of the reader."""


@dataclass(frozen=True, slots=True)
class Inscription:
    """The entry of one collectivité in the registry of the instance."""

    nom: str
    hotes: tuple[str, ...]
    origine: str
    """Scheme, host and port that its links carry, without a final slash."""
    dsn: str = field(repr=False)
    cle: bytes = field(repr=False)
    """Its own secret (32 bytes): keys for links, forms and second factors derive from it."""

    @property
    def est_chiffree(self) -> bool:
        """Whether the portal is reached by https (cookies are `__Host-` and Secure then)."""
        return urlsplit(self.origine).scheme == "https"


_courante: ContextVar[Inscription | None] = ContextVar("inscription", default=None)
_en_transaction: ContextVar[bool] = ContextVar("en_transaction", default=False)


def inscription_courante() -> Inscription:
    """The collectivité that the running task serves."""
    inscription = _courante.get()
    if inscription is None:
        raise AucuneCollectivite("no collectivité in the context")
    return inscription


@contextmanager
def utiliser(inscription: Inscription) -> Iterator[Inscription]:
    """Serve this collectivité within the block. Refused inside a transaction of another one."""
    presente = _courante.get()
    if _en_transaction.get() and presente is not None and presente.dsn != inscription.dsn:
        raise RuntimeError("a transaction of another collectivité is open")
    marque = _courante.set(inscription)
    try:
        yield inscription
    finally:
        _courante.reset(marque)


_taches: set[asyncio.Task[Any]] = set()


def lancer(coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    """Start a task for the same collectivité that inherits neither connection nor transaction.

    `create_task` inside a transaction would hand the task a connection that is about to be given back.
    """
    contexte = Context()
    contexte.run(_courante.set, _courante.get())
    tache = contexte.run(asyncio.get_running_loop().create_task, coroutine)
    _taches.add(tache)
    tache.add_done_callback(_taches.discard)
    return tache

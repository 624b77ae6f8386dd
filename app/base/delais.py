"""How long one waits for the database: per statement, and for a whole request."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

DELAI_CONNEXION = 3.0
"""Seconds to open a connection."""
DELAI_COMMANDE = 4.0
"""Seconds for one statement; long work (imports, migrations) asks for its own limit."""
DELAI_ADIEU = 0.5
"""Seconds to undo a transaction or to give a connection back; one that takes longer is cut off."""
DELAI_COMMIT = 1.0
"""Seconds that a COMMIT has at least, whatever was spent before it."""


@dataclass(slots=True)
class _Reste:
    """Seconds that may still be spent waiting; what runs inside a wait is not counted twice."""

    secondes: float
    on_attend: bool = False


_delai: ContextVar[float] = ContextVar("delai", default=DELAI_COMMANDE)
_reste: ContextVar[_Reste | None] = ContextVar("endurance", default=None)


@contextmanager
def patience(secondes: float) -> Iterator[None]:
    """Let each statement of the block take this long (imports, migrations, checks of the books)."""
    marque, marque_reste = _delai.set(secondes), _reste.set(None)
    try:
        yield
    finally:
        _reste.reset(marque_reste)
        _delai.reset(marque)


@contextmanager
def endurance(secondes: float) -> Iterator[None]:
    """Let all that the block asks of databases take this long in all: a hung server must not hold a reader."""
    marque = _reste.set(_Reste(secondes))
    try:
        yield
    finally:
        _reste.reset(marque)


@contextmanager
def attente() -> Iterator[None]:
    """Count the time of the block against the endurance in force."""
    reste = _reste.get()
    if reste is None or reste.on_attend:
        yield
        return
    reste.on_attend, debut = True, time.monotonic()
    try:
        yield
    finally:
        reste.on_attend = False
        reste.secondes -= time.monotonic() - debut


def delai_du_commit() -> float | None:
    """Seconds that a COMMIT may take here; None where nobody waits for an answer."""
    reste = _reste.get()
    return None if reste is None else max(DELAI_COMMIT, reste.secondes)


def delai_courant() -> float:
    """Seconds that one statement may take here. Raises `TimeoutError` when nothing is left."""
    reste = _reste.get()
    if reste is None:
        return _delai.get()
    if reste.secondes <= 0:
        raise TimeoutError
    return min(_delai.get(), reste.secondes)

"""argon2id in threads of their own: few at once, behind the pages in priority, a bounded queue before them."""

import asyncio
import os
import sys
import threading
import unicodedata
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import cache
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from app.metier.limites import NonJuge
from app.reglages import reglages

LONGUEUR_MAX = 128
EN_ATTENTE_MAX = 100
"""Checks under way or waiting in this process; about two seconds of work for each thread."""
FILS = max(1, (os.cpu_count() or 2) // 2)
POLITESSE = 10
PATIENCE = 4.0
"""Seconds that one waits for one's turn, however slow the machine is."""
POUR_LES_PAGES = 2
"""Connections to the database that a crowd at the door leaves to the pages."""

# OWASP's minimum: 20 ms on a common server, 19 MiB for each check under way.
_hacheur = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)

P = ParamSpec("P")
R = TypeVar("R")


class TropDeCalculs(NonJuge):
    """So many passwords wait to be checked that a page would be late."""

    def __init__(self) -> None:
        super().__init__("Beaucoup de personnes se connectent en ce moment. Réessayez dans quelques instants.")


def _ceder_le_pas() -> None:
    """Let the threads that serve pages go first (Linux knows a priority for each thread)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITESSE)


_fils = ThreadPoolExecutor(FILS, thread_name_prefix="mots-de-passe", initializer=_ceder_le_pas)
_places = threading.BoundedSemaphore(EN_ATTENTE_MAX)


async def a_part(travail: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run costly work on a password off the event loop. Raises `TropDeCalculs` when the queue is full."""
    if not _places.acquire(blocking=False):
        raise TropDeCalculs
    futur = _fils.submit(travail, *args, **kwargs)
    futur.add_done_callback(lambda _: _places.release())
    return await asyncio.wrap_future(futur)


_files: WeakKeyDictionary[asyncio.AbstractEventLoop, "_File"] = WeakKeyDictionary()


class _File:
    """Those who wait for their turn in one event loop."""

    def __init__(self) -> None:
        self.presents = 0
        # One more than there are threads keeps these busy; a second one while it counts its try.
        self.tours = asyncio.Semaphore(max(1, min(FILS + 2, reglages().connexions - POUR_LES_PAGES)))


@asynccontextmanager
async def a_son_tour() -> AsyncIterator[None]:
    """Wait for one's turn to have a password judged, its work in the database included.

    A crowd waits here without a connection, so that pages find one. Raises `TropDeCalculs` when it is too large, or
    when the wait is too long.
    """
    file = _files.setdefault(asyncio.get_running_loop(), _File())
    if file.presents >= EN_ATTENTE_MAX:
        raise TropDeCalculs
    file.presents += 1
    try:
        async with asyncio.timeout(PATIENCE):
            await file.tours.acquire()
    except TimeoutError:
        raise TropDeCalculs from None
    finally:
        file.presents -= 1
    try:
        yield
    finally:
        file.tours.release()


async def hacher(mot_de_passe: str) -> str:
    """The argon2id hash to keep."""
    return await a_part(_hacheur.hash, _normal(mot_de_passe))


async def verifier(condensat: str | None, mot_de_passe: str) -> bool:
    """Tell whether the password is the one; None (no such account) takes the same time and is False."""
    return await a_part(_verifier, condensat, _normal(mot_de_passe))


def est_a_rafraichir(condensat: str) -> bool:
    """Tell whether the hash was made with other parameters than today's."""
    return _hacheur.check_needs_rehash(condensat)


def _verifier(condensat: str | None, mot_de_passe: str) -> bool:
    recevable = len(mot_de_passe) <= LONGUEUR_MAX
    try:
        _hacheur.verify(condensat or _leurre(), mot_de_passe[:LONGUEUR_MAX])
    except (VerificationError, InvalidHashError):
        return False
    return recevable and condensat is not None


@cache
def _leurre() -> str:
    """A hash that is nobody's."""
    return _hacheur.hash(os.urandom(32).hex())


def _normal(mot_de_passe: str) -> str:
    """One form for what keyboards write in several ways (é is one character or two)."""
    return unicodedata.normalize("NFC", mot_de_passe)

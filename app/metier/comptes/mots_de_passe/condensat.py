"""argon2id in threads of their own: few at once, behind the pages in priority, a bounded queue before them."""

import asyncio
import os
import sys
import threading
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import ParamSpec, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from app.metier.limites import NonJuge

LONGUEUR_MAX = 128
EN_ATTENTE_MAX = 100
"""Checks under way or waiting in this process; about two seconds of work for each thread."""
FILS = max(1, (os.cpu_count() or 2) // 2)
POLITESSE = 10

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

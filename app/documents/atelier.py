"""Documents made beside the event loop, a few at a time.

A compilation frees the interpreter lock, so a thread is enough for the everyday bill. But Typst keeps the memory
of its last ten or so documents, some 50 MB for each thousand lines: a long bill gets a process of its own, which
gives everything back when it ends.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from threading import BoundedSemaphore
from typing import Final, TypeVar

import typst

from app.documents.facture import DonneesFacture, composer_facture
from app.documents.recu import DonneesRecu, composer_recu

LIGNES_EN_FIL: Final = 200
EN_ATTENTE_MAX: Final = 100

_courts: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="document")
_longs: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="document-long")
places: Final = BoundedSemaphore(EN_ATTENTE_MAX)

D = TypeVar("D", DonneesFacture, DonneesRecu)


class DocumentImpossible(RuntimeError):
    """The document cannot be made now: too many are waiting, or the making of it broke down."""


async def facture_en_pdf(donnees: DonneesFacture) -> bytes:
    """`composer_facture` without holding up the event loop; raises DocumentImpossible."""
    if len(donnees.lignes) > LIGNES_EN_FIL:
        return await _confier(_longs, _a_part, donnees)
    return await _confier(_courts, composer_facture, donnees)


async def recu_en_pdf(donnees: DonneesRecu) -> bytes:
    """`composer_recu` without holding up the event loop; raises DocumentImpossible."""
    return await _confier(_courts, composer_recu, donnees)


async def _confier(executeur: Executor, travail: Callable[[D], bytes], donnees: D) -> bytes:
    if not places.acquire(blocking=False):
        raise DocumentImpossible("too many documents are waiting")
    try:
        futur = executeur.submit(travail, donnees)
    except BaseException:
        places.release()
        raise
    # Released by the work itself, not by the waiter: one who gives up does not free a busy thread.
    futur.add_done_callback(lambda _: places.release())
    try:
        return await asyncio.wrap_future(futur)
    except (typst.TypstError, BrokenProcessPool) as erreur:
        raise DocumentImpossible(type(erreur).__name__) from erreur


def _a_part(donnees: DonneesFacture) -> bytes:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as processus:
        return processus.submit(composer_facture, donnees).result()

"""The worker: mails to send and payments to ask about, for every collectivité, for ever."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from app.base import Inscription, utiliser
from app.base.registre import inscriptions
from app.courriels import envoyer_les_dus
from app.encaissement import verifier_les_dus

journal = structlog.get_logger()
Tache = Callable[[], Awaitable[int]]
TACHES: tuple[Tache, ...] = (envoyer_les_dus, verifier_les_dus)

PAUSE_MIN = 0.5
PAUSE_MAX = 5.0
"""Seconds between two looks at a collectivité: it doubles while there is nothing to do."""


async def travailler_sans_fin(dsn_registre: str) -> None:
    """One round for each kind of work: a Treasury that hangs does not keep the mails."""
    await asyncio.gather(*(_tourner(tache, dsn_registre) for tache in TACHES))


async def _tourner(tache: Tache, dsn_registre: str) -> None:
    pauses: dict[str, float] = {}
    prochains: dict[str, float] = {}
    while True:
        for inscription in await _toutes(dsn_registre):
            if time.monotonic() < prochains.get(inscription.nom, 0):
                continue
            fait = await faire(tache, inscription)
            pause = PAUSE_MIN if fait else min(2 * pauses.get(inscription.nom, PAUSE_MIN / 2), PAUSE_MAX)
            pauses[inscription.nom] = pause
            prochains[inscription.nom] = time.monotonic() + pause
        await asyncio.sleep(PAUSE_MIN)


async def _toutes(dsn_registre: str) -> list[Inscription]:
    try:
        return await inscriptions(dsn_registre)
    except (OSError, TimeoutError) as panne:
        journal.error("registre_injoignable", nature=type(panne).__name__)
        return []


async def faire(tache: Tache, inscription: Inscription) -> int:
    """Do what is due for one collectivité; a failure is told and stops nobody else."""
    with utiliser(inscription):
        try:
            return await tache()
        except Exception as erreur:
            nom = getattr(tache, "__name__", "?")
            journal.error("tache_en_echec", collectivite=inscription.nom, tache=nom, exc_info=erreur)
            return 0

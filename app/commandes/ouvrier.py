"""The worker's round: mails to send and payments to ask about, for every collectivité, for ever."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from app.base import Inscription, utiliser
from app.base.registre import inscriptions
from app.courriels import envoyer_les_dus
from app.encaissement import verifier_les_dus

journal = structlog.get_logger()
PAUSE = 1.0
"""Seconds between two rounds without work."""

TACHES: tuple[Callable[[], Awaitable[int]], ...] = (envoyer_les_dus, verifier_les_dus)


async def travailler_sans_fin(dsn_registre: str) -> None:
    """Serve every collectivité in turn; a task that fails is told and does not stop the others."""
    while True:
        fait = 0
        try:
            for inscription in await inscriptions(dsn_registre):
                fait += await tour(inscription)
        except (OSError, TimeoutError) as panne:
            journal.error("registre_injoignable", nature=type(panne).__name__)
        if not fait:
            await asyncio.sleep(PAUSE)


async def tour(inscription: Inscription) -> int:
    """One round for one collectivité; returns how much was done."""
    fait = 0
    with utiliser(inscription):
        for tache in TACHES:
            try:
                fait += await tache()
            except Exception as erreur:
                journal.error(
                    "tache_en_echec",
                    collectivite=inscription.nom,
                    tache=getattr(tache, "__name__", "?"),
                    exc_info=erreur,
                )
    return fait

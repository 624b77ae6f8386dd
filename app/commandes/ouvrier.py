"""The worker: mails to send, payments to ask about, exports to make, housekeeping; for every collectivité, for ever."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from app.base import Inscription, utiliser
from app.base.registre import inscriptions
from app.courriels import envoyer_les_dus
from app.encaissement import verifier_les_dus
from app.metier.menage import faire_le_menage
from app.portabilite import preparer_les_dus

journal = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tache:
    """A kind of work and, in seconds, how soon a collectivité is looked at again: doubled while nothing is due."""

    faire: Callable[[], Awaitable[int]]
    pause_min: float
    pause_max: float


TACHES = (
    Tache(envoyer_les_dus, 0.5, 5.0),
    Tache(verifier_les_dus, 0.5, 5.0),
    Tache(preparer_les_dus, 0.5, 5.0),
    Tache(faire_le_menage, 3600.0, 3600.0),
)
BATTEMENT = 0.5
"""Seconds between two looks at the registry."""


async def travailler_sans_fin(dsn_registre: str) -> None:
    """One round for each kind of work: a Treasury that hangs does not keep the mails."""
    await asyncio.gather(*(_tourner(tache, dsn_registre) for tache in TACHES))


async def _tourner(tache: Tache, dsn_registre: str) -> None:
    pauses: dict[str, float] = {}
    prochains: dict[str, float] = {}
    while True:
        for inscription in await _toutes(dsn_registre):
            nom = inscription.nom
            if time.monotonic() < prochains.get(nom, 0):
                continue
            fait = await accomplir(tache, inscription)
            pauses[nom] = tache.pause_min if fait else min(2 * pauses.get(nom, tache.pause_min / 2), tache.pause_max)
            prochains[nom] = time.monotonic() + pauses[nom]
        await asyncio.sleep(BATTEMENT)


async def _toutes(dsn_registre: str) -> list[Inscription]:
    try:
        return await inscriptions(dsn_registre)
    except Exception as panne:
        journal.error("registre_injoignable", nature=type(panne).__name__)
        return []


async def accomplir(tache: Tache, inscription: Inscription) -> int:
    """Do what is due for one collectivité; a failure is told and stops nobody else."""
    with utiliser(inscription):
        try:
            return await tache.faire()
        except Exception as erreur:
            journal.error("tache_en_echec", collectivite=inscription.nom, tache=tache.faire.__name__, exc_info=erreur)
            return 0

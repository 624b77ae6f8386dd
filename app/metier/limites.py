"""Tries counted in the database: exact over any number of processes, over a window that slides.

Each key has one row with the instants of its tries of late; one upsert checks and adds. Nobody can read in it who tried
what: keys are HMACs under the collectivité's secret.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from app.base import executer, ligne, valeur
from app.metier.calendrier import maintenant
from app.metier.chiffre import signer
from app.metier.erreurs import RegleRefusee

journal = structlog.get_logger()

MILLISECONDE = timedelta(milliseconds=1)


class TropDEssais(RegleRefusee):
    """Too many tries; `libre_le` is when the next one will be heard."""

    def __init__(self, libre_le: datetime) -> None:
        super().__init__("Trop d’essais ont été faits en peu de temps.")
        self.libre_le = libre_le


class NonJuge(RegleRefusee):
    """The try was counted but never judged, for a reason of ours: it teaches nothing, so it costs nothing."""


@dataclass(frozen=True, slots=True)
class Plafond:
    """At most `essais` in any `fenetre`; after the n-th one of the window, `attentes[n - libres]` before the next."""

    nom: str
    essais: int
    fenetre: timedelta
    libres: int = 0
    attentes: tuple[timedelta, ...] = ()
    alerte: bool = False
    """Write a warning in the operator's log when it is reached."""

    def attente_apres(self, rang: int) -> timedelta:
        """How long to wait after the try of this rank in the window."""
        if not self.attentes or rang < self.libres:
            return timedelta(0)
        return self.attentes[min(rang - self.libres, len(self.attentes) - 1)]


PRENDRE = """
INSERT INTO limite AS l (cle, essais, perime_le) VALUES ($1, ARRAY[$2::bigint], $4)
ON CONFLICT (cle) DO UPDATE SET perime_le = $4,
    essais = ARRAY(SELECT e FROM unnest(l.essais) e WHERE e > $3 ORDER BY e) || $2::bigint
WHERE (SELECT count(*) < $5 AND coalesce(max(e) + ($6::bigint[])[count(*)] <= $2 OR ($6::bigint[])[count(*)] = 0, true)
       FROM unnest(l.essais) e WHERE e > $3)
RETURNING cardinality(essais)
"""
"""$1 key, $2 now, $3 start of the window, $4 end of this try's life, $5 ceiling, $6 wait after each rank."""


async def prendre(plafond: Plafond, cle: str) -> int:
    """Count a try, before it is judged; its rank in the window.

    Raises `TropDEssais`, and counts nothing, when the key has none left for now.
    """
    instant = maintenant()
    debut = instant - plafond.fenetre
    attentes = [plafond.attente_apres(rang) // MILLISECONDE for rang in range(1, plafond.essais + 1)]
    rang: int | None = await valeur(
        PRENDRE, _condensat(plafond, cle), _ms(instant), _ms(debut), instant + plafond.fenetre, plafond.essais, attentes
    )
    if rang is None:
        raise TropDEssais(await _libre_le(plafond, cle, instant))
    if plafond.alerte and rang == plafond.essais:
        journal.warning("limite_atteinte", plafond=plafond.nom)
    return rang


async def rendre(plafond: Plafond, cle: str) -> None:
    """Take the last try back: it was a good one."""
    await executer(
        "UPDATE limite SET essais = essais[1:cardinality(essais) - 1] WHERE cle = $1", _condensat(plafond, cle)
    )


@asynccontextmanager
async def rendus_si_non_juge(freins: Iterable[tuple[Plafond, str]]) -> AsyncIterator[None]:
    """Take the try back from each of these limits when the block ends with `NonJuge`."""
    try:
        yield
    except NonJuge:
        for plafond, cle in freins:
            await rendre(plafond, cle)
        raise


async def purger() -> int:
    """Forget the keys that no window holds any more; how many they were."""
    etiquette = await executer("DELETE FROM limite WHERE perime_le < $1", maintenant())
    return int(etiquette.split()[-1])


async def _libre_le(plafond: Plafond, cle: str, instant: datetime) -> datetime:
    lue = await ligne("SELECT essais FROM limite WHERE cle = $1", _condensat(plafond, cle))
    debut = _ms(instant - plafond.fenetre)
    recents = sorted(e for e in (lue["essais"] if lue else []) if e > debut)
    if not recents:
        return instant
    libre = _instant(recents[-1]) + plafond.attente_apres(len(recents))
    if len(recents) >= plafond.essais:
        libre = max(libre, _instant(recents[-plafond.essais]) + plafond.fenetre)
    return max(libre, instant)


def _condensat(plafond: Plafond, cle: str) -> str:
    return signer("limite", f"{plafond.nom}:{cle}".encode()).hex()


def _ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


def _instant(millisecondes: int) -> datetime:
    return datetime.fromtimestamp(millisecondes / 1000, UTC)

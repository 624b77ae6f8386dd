"""The simulator's only clock. The Treasury lives in Paris."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_HEURE_DE_PURGE = time(3, 0)


def maintenant() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def aujourdhui() -> date:
    """The present day in Paris."""
    return maintenant().astimezone(PARIS).date()


def a_passe_la_nuit(depuis: datetime) -> bool:
    """Whether a purge (every night at three, in Paris) has run since that instant."""
    debut = depuis.astimezone(PARIS)
    purge = datetime.combine(debut.date(), _HEURE_DE_PURGE, PARIS)
    if purge.astimezone(UTC) <= depuis:
        purge = datetime.combine(debut.date() + timedelta(days=1), _HEURE_DE_PURGE, PARIS)
    return maintenant() >= purge.astimezone(UTC)

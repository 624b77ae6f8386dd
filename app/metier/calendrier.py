"""The only clock: instants in UTC, days and hours in the zone of the collectivité, the Treasury's in Paris."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def maintenant() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def aujourdhui(fuseau: ZoneInfo = PARIS) -> date:
    """The day that the residents' calendars show."""
    return maintenant().astimezone(fuseau).date()


def heure_de_paris(instant: datetime) -> datetime:
    """The same instant as the Treasury's clock shows it."""
    return instant.astimezone(PARIS)

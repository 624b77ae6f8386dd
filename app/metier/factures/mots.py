"""Amounts, days and hours inside the sentences of the trade."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

INSECABLE = "\N{NO-BREAK SPACE}"


def somme(centimes: int) -> str:
    """8794 → 87,94 €."""
    entiers, reste = divmod(abs(centimes), 100)
    signe = "\N{MINUS SIGN}" if centimes < 0 else ""
    return f"{signe}{entiers:,}".replace(",", INSECABLE) + f",{reste:02d}{INSECABLE}€"


def jour(quand: date) -> str:
    """02/07/2023."""
    return f"{quand.day:02d}/{quand.month:02d}/{quand.year}"


def moment(instant: datetime, maintenant: datetime, fuseau: ZoneInfo) -> str:
    """« à 16 h 32 » today, « le 02/07/2023 à 16 h 32 » another day."""
    ici = instant.astimezone(fuseau)
    heure = f"à {ici.hour}{INSECABLE}h{INSECABLE}{ici.minute:02d}"
    if ici.date() == maintenant.astimezone(fuseau).date():
        return heure
    return f"le {jour(ici.date())} {heure}"

"""Days and hours."""

import re
from datetime import date, time

from app.imports.erreurs import ValeurRefusee

FRANCAISE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
HEURE = re.compile(r"([0-9]{1,2})[:hH]([0-9]{2})(?::([0-9]{2}))?")
ANNEES = range(1900, 2200)


def lire_date(texte: str) -> date:
    """A day: `02/07/2023` or `2023-07-02`."""
    if lu := FRANCAISE.fullmatch(texte):
        jour, mois, an = map(int, lu.groups())
    elif lu := ISO.fullmatch(texte):
        an, mois, jour = map(int, lu.groups())
    else:
        raise ValeurRefusee(f"date illisible : « {texte[:30]} » (JJ/MM/AAAA attendu)")
    if an not in ANNEES:
        raise ValeurRefusee(f"année hors de propos : « {texte[:30]} »")
    try:
        return date(an, mois, jour)
    except ValueError:
        raise ValeurRefusee(f"cette date n’existe pas : « {texte[:30]} »") from None


def lire_heure(texte: str) -> time:
    """An hour of the day: `06:41`, `06:41:07` or `6h41`."""
    if lu := HEURE.fullmatch(texte):
        try:
            return time(int(lu[1]), int(lu[2]), int(lu[3] or 0))
        except ValueError:
            pass
    raise ValeurRefusee(f"heure illisible : « {texte[:30]} » (HH:MM attendu)")

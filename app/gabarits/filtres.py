"""Values as residents read them: French amounts, dates and numbers, without the system's locale."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import phonenumbers

__all__ = [
    "date_courte",
    "date_heure",
    "date_longue",
    "euros",
    "heure",
    "nombre",
    "octets",
    "pourcentage",
    "telephone",
]

INSECABLE = "\N{NO-BREAK SPACE}"
MOINS = "\N{MINUS SIGN}"
PARIS = "Europe/Paris"
MOIS = [
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
]


def nombre(valeur: int) -> str:
    """1234567 → 1 234 567, with no-break spaces and a true minus sign."""
    signe = MOINS if valeur < 0 else ""
    return signe + f"{abs(valeur):,}".replace(",", INSECABLE)


def euros(centimes: int) -> str:
    """8794 → 87,94 €."""
    signe = MOINS if centimes < 0 else ""
    entiers, reste = divmod(abs(centimes), 100)
    return f"{signe}{nombre(entiers)},{reste:02d}{INSECABLE}€"


def date_courte(jour: date, fuseau: str = PARIS) -> str:
    """02/07/2023."""
    return _locale(jour, fuseau).strftime("%d/%m/%Y")


def date_longue(jour: date, fuseau: str = PARIS) -> str:
    """30 juin 2022; the first of a month is « 1er »."""
    ici = _locale(jour, fuseau)
    quantieme = "1er" if ici.day == 1 else str(ici.day)
    return f"{quantieme}{INSECABLE}{MOIS[ici.month - 1]} {ici.year}"


def heure(instant: datetime, fuseau: str = PARIS) -> str:
    """16 h 32, in the collectivité's zone."""
    ici = instant.astimezone(ZoneInfo(fuseau)) if instant.tzinfo else instant
    return f"{ici.hour}{INSECABLE}h{INSECABLE}{ici.minute:02d}"


def date_heure(instant: datetime, fuseau: str = PARIS) -> str:
    """02/07/2023 à 16 h 32."""
    return f"{date_courte(instant, fuseau)} à {heure(instant, fuseau)}"


def telephone(numero: str) -> str:
    """Pairs for a French number, the international form for another, unchanged when it is none."""
    try:
        lu = phonenumbers.parse(numero, "FR")
    except phonenumbers.NumberParseException:
        return numero
    if not phonenumbers.is_possible_number(lu):
        return numero
    forme = phonenumbers.PhoneNumberFormat
    en_france = lu.country_code == 33
    ecrit = phonenumbers.format_number(lu, forme.NATIONAL if en_france else forme.INTERNATIONAL)
    return ecrit.replace(" ", INSECABLE)


def octets(taille: int) -> str:
    """17 Ko; sizes are rounded up, so that no file is ever « 0 Ko »."""
    if taille < 1000:
        return f"{taille}{INSECABLE}octet{'s' if taille > 1 else ''}"
    if taille <= 999_000:
        return f"{-(-taille // 1000)}{INSECABLE}Ko"
    dixiemes = -(-taille // 100_000)
    return f"{dixiemes // 10},{dixiemes % 10}{INSECABLE}Mo"


def pourcentage(dix_milliemes: int) -> str:
    """5000 → 50 %, 3333 → 33,33 %."""
    entiers, reste = divmod(dix_milliemes, 100)
    decimales = f",{reste:02d}".rstrip("0") if reste else ""
    return f"{entiers}{decimales}{INSECABLE}%"


def _locale(jour: date, fuseau: str) -> date:
    """An aware instant in the zone given; a plain day or a naive instant as it is."""
    if isinstance(jour, datetime) and jour.tzinfo is not None:
        return jour.astimezone(ZoneInfo(fuseau))
    return jour

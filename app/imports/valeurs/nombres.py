"""Numbers as the French write them. `Decimal()` would take NaN, Infinity, 1e5, 1_000 and Arabic digits."""

import re

from app.imports.erreurs import ValeurRefusee

ESPACES = "[ \u00a0\u202f]"
DECIMAL = re.compile(
    rf"(?P<signe>-?)(?P<entiers>[0-9]{{1,3}}(?:{ESPACES}[0-9]{{3}})+|[0-9]+)(?:[,.](?P<decimales>[0-9]+))?"
)
EUROS = re.compile(rf"{ESPACES}*€$")


def lire_decimal(texte: str, decimales: int) -> int:
    """A decimal number as an integer of units of 10⁻ᵈᵉᶜⁱᵐᵃˡᵉˢ: `87,94` with 2 is 8794.

    Comma or point; thousands apart by a space (plain, no-break, narrow); a minus sign in front.

    Raises
    ------
    ValeurRefusee
        For anything else, and for a billion or more.
    """
    lu = DECIMAL.fullmatch(texte)
    if lu is None:
        raise ValeurRefusee(f"nombre illisible : « {texte[:30]} »")
    fraction = lu["decimales"] or ""
    if len(fraction) > decimales:
        raise ValeurRefusee(f"plus de {decimales} décimales" if decimales else "un nombre entier est attendu")
    entiers = re.sub(ESPACES, "", lu["entiers"])
    if len(entiers.lstrip("0")) > 9:
        raise ValeurRefusee("nombre trop grand")
    nombre = int(entiers + fraction.ljust(decimales, "0"))
    return -nombre if lu["signe"] else nombre


def lire_montant(texte: str) -> int:
    """An amount in cents; a euro sign after it is allowed."""
    try:
        return lire_decimal(EUROS.sub("", texte), 2)
    except ValeurRefusee as refus:
        raise ValeurRefusee(refus.raison.replace("nombre illisible", "montant illisible")) from None


def lire_entier(texte: str, bas: int, haut: int) -> int:
    """A whole number between two bounds."""
    nombre = lire_decimal(texte, 0)
    if not bas <= nombre <= haut:
        raise ValeurRefusee(f"un nombre de {bas} à {haut} est attendu")
    return nombre

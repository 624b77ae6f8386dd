"""Numbers that only a bill carries, and text made safe to print. Amounts and dates come from app.gabarits."""

import re
import unicodedata
from typing import Final

from app.gabarits.filtres import INSECABLE, MOINS, nombre

# What the fonts inside the typst wheel can draw: PDF/UA refuses a document with a missing glyph.
DESSINABLES: Final = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x370, 0x45F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2190, 0x22FF),
)
INCONNU: Final = "\N{REPLACEMENT CHARACTER}"
_ORDINAIRE: Final = re.compile("[\x20-\x7e\xa0-\xac\xae-\u017f\u2013-\u201d€−]*")
_BLANCS: Final = re.compile(r"(?:[^\S\xa0]|[\x00-\x1f\x7f-\x9f])+")
_INVISIBLES: Final = frozenset({"Cf", "Cs"})


def decimale(valeur: int, decimales: int, minimum: int = 0) -> str:
    """A scaled integer in French: decimale(1500, 3) → 1,5; zeros beyond the minimum are dropped."""
    entiers, reste = divmod(abs(valeur), 10**decimales)
    fraction = f"{reste:0{decimales}d}".rstrip("0").ljust(minimum, "0")
    return (MOINS if valeur < 0 else "") + nombre(entiers) + ("," + fraction if fraction else "")


def quantite(milliemes: int | None) -> str:
    return "" if milliemes is None else decimale(milliemes, 3)


def prix_unitaire(dix_milliemes: int | None) -> str:
    """32000 → 3,20 €; a tariff by the kilo may need four decimals."""
    return "" if dix_milliemes is None else decimale(dix_milliemes, 4, minimum=2) + INSECABLE + "€"


def taux(centiemes: int | None) -> str:
    """550 → 5,5 %."""
    return "" if centiemes is None else decimale(centiemes, 2) + INSECABLE + "%"


def siret(brut: str) -> str:
    """20004094700190 → 200 040 947 00190; what is not 14 digits stays as it came."""
    chiffres = "".join(brut.split())
    if not re.fullmatch(r"[0-9]{14}", chiffres):
        return brut
    return INSECABLE.join((chiffres[:3], chiffres[3:6], chiffres[6:9], chiffres[9:]))


def imprimable(texte: str) -> str:
    """One line of visible characters, in the order in which they were written.

    Invisible marks go, for they could reorder or hide what follows; what no font draws becomes �.
    """
    if _ORDINAIRE.fullmatch(texte):
        return texte.strip(" ")
    normal = unicodedata.normalize("NFC", texte)
    visible = "".join(c for c in normal if unicodedata.category(c) not in _INVISIBLES)
    return "".join(c if _dessinable(c) else INCONNU for c in _BLANCS.sub(" ", visible).strip(" "))


def _dessinable(caractere: str) -> bool:
    point = ord(caractere)
    return any(debut <= point <= fin for debut, fin in DESSINABLES) and (unicodedata.category(caractere) != "Cn")

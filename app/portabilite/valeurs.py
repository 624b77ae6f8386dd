"""Values as the two forms of the export write them: JSON for machines, cells of a French spreadsheet for people."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from app.gabarits.filtres import euros

ECHELLES = (("_dix_milliemes", 4, ""), ("_milliemes", 3, ""), ("_centiemes", 2, ""), ("_centimes", 2, "_euros"))
"""Suffix of a column of scaled integers, its decimals, suffix of the column that tells the number itself."""
FORMULES = frozenset("=+-@\t\r\n＝＋－＠")
"""What makes a spreadsheet take a cell for a formula; the last four are what East Asian settings read so too."""
_NOMBRE = re.compile(r"-?[0-9]{1,15}(,[0-9]{1,10})?", re.ASCII)


def fiche(ligne: Mapping[str, object], structurees: frozenset[str]) -> dict[str, object]:
    """A row for JSON: ISO dates, structures as such, the sum in euros beside the cents."""
    return {
        nom: ecrite
        for cle, valeur in ligne.items()
        for nom, ecrite in _avec_nombre(cle, _lue(valeur) if cle in structurees else _iso(valeur), en_lettres=True)
    }


def cellules(ligne: Mapping[str, object], zone: ZoneInfo) -> list[str]:
    """The same row for a spreadsheet: French dates and decimals, nothing that could be run."""
    return [
        _cellule(ecrite, zone)
        for cle, valeur in ligne.items()
        for _, ecrite in _avec_nombre(cle, valeur, en_lettres=False)
    ]


def entetes(noms: tuple[str, ...]) -> list[str]:
    """The columns of the spreadsheet."""
    return [nom for cle in noms for nom, _ in _avec_nombre(cle, None, en_lettres=False)]


def neutraliser(texte: str) -> str:
    """A text that no spreadsheet runs: an apostrophe stands before what could be a formula and is no plain number."""
    suspect = texte[:1] in FORMULES or texte.lstrip()[:1] in FORMULES
    return f"'{texte}" if suspect and texte and not _NOMBRE.fullmatch(texte) else texte


def _avec_nombre(nom: str, valeur: object, *, en_lettres: bool) -> Iterator[tuple[str, object]]:
    """The column, and after a scaled integer the number that it stands for."""
    yield nom, valeur
    for suffixe, decimales, nouveau in ECHELLES:
        if nom.endswith(suffixe):
            yield (
                nom.removesuffix(suffixe) + nouveau,
                _nombre(valeur, decimales, en_lettres=en_lettres and bool(nouveau)),
            )
            return


def _nombre(valeur: object, decimales: int, *, en_lettres: bool) -> object:
    """8794 → 87,94 €, or 87,94."""
    if not isinstance(valeur, int):
        return None
    if en_lettres:
        return euros(valeur)
    entiers, reste = divmod(abs(valeur), 10**decimales)
    return f"{'-' if valeur < 0 else ''}{entiers},{reste:0{decimales}d}"


def _lue(valeur: object) -> object:
    return json.loads(valeur) if isinstance(valeur, str) else valeur


def _iso(valeur: object) -> object:
    return valeur.isoformat() if isinstance(valeur, date) else str(valeur) if isinstance(valeur, UUID) else valeur


def _cellule(valeur: object, zone: ZoneInfo) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, datetime):
        return f"{valeur.astimezone(zone) if valeur.tzinfo else valeur:%d/%m/%Y %H:%M:%S}"
    if isinstance(valeur, date):
        return f"{valeur:%d/%m/%Y}"
    return neutraliser(str(valeur))

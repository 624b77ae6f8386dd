"""The columns of a file: how a cell is read, and as what it lies in the staging table."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import partial

from app.imports.erreurs import ValeurRefusee
from app.imports.valeurs import lire_date, lire_decimal, lire_entier, lire_heure, lire_montant, lire_texte
from app.metier.plis import plier_nom

Valeur = str | int | date | time
NUL = r"\N"
EFFACES = {"text": "", "date": "-infinity", "bigint": "-999999999999"}
"""What stands in the staging table for a cell `-`: clear the value. NULL stands for an empty cell: leave it."""
ECHAPPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
LONGUEUR_RETENUE = 120
"""Cells longer than this are read each time anew: the memory of a column is bounded in entries."""


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of the staging table, read from the column `de` of the file (its own name when empty)."""

    nom: str
    lire: Callable[[str], Valeur]
    genre: str = "text"
    de: str = ""
    obligatoire: bool = False
    effacable: bool = True

    @property
    def source(self) -> str:
        """Its name in the file."""
        return self.de or self.nom


def texte(nom: str, limite: int = 200, *, obligatoire: bool = False, effacable: bool = True) -> Colonne:
    """A text of at most `limite` characters."""
    return Colonne(nom, partial(lire_texte, limite=limite), obligatoire=obligatoire, effacable=effacable)


def jour(nom: str, *, obligatoire: bool = False, effacable: bool = True) -> Colonne:
    """A day."""
    return Colonne(nom, lire_date, "date", obligatoire=obligatoire, effacable=effacable)


def heure(nom: str) -> Colonne:
    """An hour, part of a key."""
    return Colonne(nom, lire_heure, "time", obligatoire=True)


def montant(nom: str, *, obligatoire: bool = False) -> Colonne:
    """An amount in cents, which cannot be cleared."""
    return Colonne(nom, lire_montant, "bigint", obligatoire=obligatoire, effacable=False)


def decimal(nom: str, decimales: int, *, effacable: bool = True) -> Colonne:
    """A number as an integer of its smallest unit."""
    return Colonne(nom, partial(lire_decimal, decimales=decimales), "bigint", effacable=effacable)


def entier(nom: str, bas: int, haut: int, *, obligatoire: bool = False) -> Colonne:
    """A whole number between two bounds."""
    return Colonne(nom, partial(lire_entier, bas=bas, haut=haut), "bigint", obligatoire=obligatoire)


def choix(nom: str, admis: Mapping[str, str], *, de: str = "", effacable: bool = True) -> Colonne:
    """One of some words, whatever their case and accents; `admis` maps the folded word to what is kept."""

    def lire(brut: str) -> str:
        try:
            return admis[plier_nom(brut).replace("_", " ")]
        except KeyError:
            attendus = ", ".join(dict.fromkeys(admis.values()))
            raise ValeurRefusee(f"« {brut[:30]} » n’est pas admis ({attendus})") from None

    return Colonne(nom, lire, de=de, effacable=effacable)


def forme(nom: str, motif: str, attendu: str, *, effacable: bool = True) -> Colonne:
    """A text of a given shape."""
    expression = re.compile(motif)

    def lire(brut: str) -> str:
        if not expression.fullmatch(brut):
            raise ValeurRefusee(attendu)
        return brut

    return Colonne(nom, lire, effacable=effacable)


class Memoire(dict[str, str]):
    """Cells read so far → what COPY takes. A file repeats its days, rounds and streets: most cells cost one look-up."""

    def __init__(self, colonne: Colonne, entrees: int) -> None:
        super().__init__()
        self._colonne = colonne
        self._entrees = entrees
        self.fautes: dict[str, str] = {}

    def __missing__(self, brut: str) -> str:
        try:
            jeton = self._lire(brut.strip())
        except ValeurRefusee as refus:
            self.fautes[brut] = refus.raison
            return NUL
        if len(self) < self._entrees and len(brut) <= LONGUEUR_RETENUE:
            self[brut] = jeton
        return jeton

    def _lire(self, cellule: str) -> str:
        colonne = self._colonne
        if not cellule:
            if colonne.obligatoire:
                raise ValeurRefusee("valeur obligatoire")
            return NUL
        if cellule == "-":
            if colonne.obligatoire or not colonne.effacable:
                raise ValeurRefusee("cette valeur ne s’efface pas")
            return EFFACES[colonne.genre]
        return str(colonne.lire(cellule)).translate(ECHAPPES)

"""The CSV itself: separator, header, records in batches."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from app.imports.erreurs import FichierRefuse
from app.imports.lecture.examen import examiner

SEPARATEURS = (";", ",", "\t")
LOT = 1000
"""Physical lines of a batch."""
LIGNES_PAR_FICHE = 100
"""Physical lines of one record at most (line breaks inside quotes); beyond, a quote was never closed."""


@dataclass(slots=True)
class Lot:
    """A batch of records, each with the number of its first physical line."""

    numeros: list[int] = field(default_factory=list)
    fiches: list[list[str]] = field(default_factory=list)
    abimees: list[tuple[int, str]] = field(default_factory=list)


class Tableau:
    """An open file: `entete` (names in lower case, in the file's order), then `lots()` once."""

    def __init__(self, texte: TextIO, connues: Iterable[str]) -> None:
        premiere = texte.readline()
        separateur, noms = _choisir(premiere, frozenset(connues))
        self.entete = noms
        self._source = _Source(texte)
        self._lecteur = csv.reader(self._source, delimiter=separateur, strict=True)

    def lots(self) -> Iterator[Lot]:
        """Read on; blank lines are passed over."""
        lecteur, source, largeur = self._lecteur, self._source, len(self.entete)
        lot, fin, fini = Lot(), LOT, False
        while not fini:
            try:
                for fiche in lecteur:
                    debut = source.derniere + 2  # the header is line 1
                    source.derniere = lecteur.line_num
                    if len(fiche) == largeur:
                        lot.numeros.append(debut)
                        lot.fiches.append(fiche)
                    elif any(fiche):
                        raison = f"{len(fiche)} colonnes au lieu de {largeur}"
                        lot.abimees.append((debut, raison))
                    if lecteur.line_num >= fin:
                        yield lot
                        lot, fin = Lot(), lecteur.line_num + LOT
                fini = True
            except csv.Error as erreur:
                debut = source.derniere + 2
                if lecteur.line_num > source.derniere + 1 or "expected after" not in str(erreur):
                    raise jamais_referme(debut) from None
                lot.abimees.append((debut, "guillemets mal placés"))
                source.derniere = lecteur.line_num
        yield lot


class _Source:
    """The physical lines, with a bound on how many one record may take."""

    def __init__(self, texte: TextIO) -> None:
        self._texte = texte
        self.derniere = 0

    def __iter__(self) -> Iterator[str]:
        for numero, ligne in enumerate(self._texte, 1):
            if numero > self.derniere + LIGNES_PAR_FICHE:
                raise jamais_referme(self.derniere + 2)
            yield ligne


def jamais_referme(ligne: int) -> FichierRefuse:
    """The refusal of a file in which one quote swallows the lines that follow."""
    return FichierRefuse(f"Ligne {ligne} : un guillemet ouvert n’est pas refermé. Rien n’a été importé.")


def _choisir(premiere: str, connues: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The separator under which the header has most known names, and these names."""
    lectures = {s: _noms(premiere, s) for s in SEPARATEURS}
    separateur = max(SEPARATEURS, key=lambda s: len(connues & set(lectures[s])))
    noms = lectures[separateur]
    if not connues & set(noms):
        raise FichierRefuse(
            "Ligne 1 : l’en-tête manque ou n’a aucune colonne connue (" + ", ".join(sorted(connues)) + ")."
        )
    doubles = sorted({nom for nom in noms if nom and noms.count(nom) > 1})
    if doubles:
        raise FichierRefuse(f"Ligne 1 : colonne en double : {', '.join(doubles)}.")
    return separateur, noms


def _noms(ligne: str, separateur: str) -> tuple[str, ...]:
    try:
        cellules = next(csv.reader([ligne], delimiter=separateur), [])
    except csv.Error:
        return ()
    return tuple(cellule.strip().lower() for cellule in cellules)


@contextmanager
def ouvrir(fichier: Path, connues: Iterable[str]) -> Iterator[Tableau]:
    """Open a file that has some of the columns `connues`.

    Raises
    ------
    FichierRefuse
        With a sentence that a clerk can act on.
    """
    if not fichier.is_file():
        raise FichierRefuse(f"Le fichier {fichier.name} n’existe pas.")
    with fichier.open(encoding=examiner(fichier), newline="") as texte:
        yield Tableau(texte, connues)

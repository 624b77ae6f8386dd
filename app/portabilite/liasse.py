"""The rows written down as they come: one JSON document, one table of cells for each table. Nothing is held in memory.

The files have no name on the disk: they are gone with the process, however it ends.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self
from zoneinfo import ZoneInfo

from app.portabilite.ensembles import Ensemble, lire
from app.portabilite.valeurs import cellules, entetes, fiche

MARQUE = "\ufeff"
"""Tells spreadsheets that the file is in UTF-8."""


class Tableau:
    """The rows of one table, as a spreadsheet reads them."""

    def __init__(self, colonnes: list[str]) -> None:
        self.fichier = _fichier()
        self.fichier.write(MARQUE)
        self._plume = csv.writer(self.fichier, delimiter=";", lineterminator="\r\n")
        self.ajouter(colonnes)

    def ajouter(self, cellules: list[str]) -> None:
        """One more row."""
        self._plume.writerow(cellules)


class Liasse:
    """The two forms of an export, while they are written."""

    def __init__(self, racines: tuple[Ensemble, ...], zone: ZoneInfo) -> None:
        self._racines = racines
        self._zone = zone
        self._json = _fichier()
        self._tableaux = {un.nom: Tableau(entetes(un.noms)) for un in _tous(racines)}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, nature: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _, fichier in self.fichiers():
            fichier.close()

    def fichiers(self) -> Iterator[tuple[str, IO[str]]]:
        """Each file with the name that it takes in the archive."""
        yield "donnees.json", self._json
        for nom, tableau in self._tableaux.items():
            yield f"tables/{nom}.csv", tableau.fichier

    async def ecrire(self, tete: Mapping[str, object], valeurs: Mapping[str, object]) -> None:
        """Write it all, what `tete` says first; in the caller's transaction."""
        self._json.write(_objet_ouvert(tete))
        for racine in self._racines:
            await self._verser(racine, valeurs)
        self._json.write("\n}\n")

    async def _verser(self, ensemble: Ensemble, valeurs: Mapping[str, object]) -> None:
        tableau = self._tableaux[ensemble.nom]
        self._json.write(f',\n"{ensemble.cle or ensemble.nom}": [')
        separateur = "\n"
        async for lue in lire(ensemble, valeurs):
            ligne = {nom: lue[nom] for nom in ensemble.noms}
            tableau.ajouter(cellules(ligne, self._zone))
            self._json.write(separateur + _objet_ouvert(fiche(ligne, ensemble.structurees)))
            for enfant in ensemble.enfants:
                await self._verser(enfant, {**valeurs, "parent": lue["_numero"]})
            self._json.write("}")
            separateur = ",\n"
        self._json.write("]")


def _tous(ensembles: Iterable[Ensemble]) -> Iterator[Ensemble]:
    for ensemble in ensembles:
        yield ensemble
        yield from _tous(ensemble.enfants)


def _fichier() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", newline="")


def _objet_ouvert(contenu: Mapping[str, object]) -> str:
    """An object left open, for what hangs on it."""
    return json.dumps(contenu, ensure_ascii=False).removesuffix("}")

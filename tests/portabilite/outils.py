"""Rows with something in every column, and an export as its owner opens it."""

import csv
import io
import itertools
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from tempfile import TemporaryFile
from typing import Any, TypeVar
from uuid import UUID
from zipfile import ZipFile

from piccolo import columns
from piccolo.columns import JSONB, Boolean, Date, ForeignKey, Serial, Text, Timestamp, Timestamptz
from piccolo.columns.base import Column
from piccolo.table import Table

from app.base import lignes
from app.metier.calendrier import maintenant
from app.metier.portabilite import demandes, file
from app.portabilite.preparation import assembler

T = TypeVar("T", bound=Table)
SECRET = "SECRET"
_rangs = itertools.count(1)


async def poser(table: type[T], marque: str, **valeurs: Any) -> T:
    """A row whose every text says `marque` and its column; secrets say SECRET."""
    fiche = {
        colonne._meta.name: _remplir(colonne, marque)
        for colonne in table._meta.columns
        if not isinstance(colonne, (Serial, columns.UUID)) and not colonne._meta.primary_key
    }
    ligne = table(**(fiche | valeurs))
    await ligne.save()
    return ligne


def _remplir(colonne: Column, marque: str) -> Any:
    meta = colonne._meta
    if isinstance(colonne, ForeignKey):
        return None
    if isinstance(colonne, JSONB):
        return json.dumps({"mot": f"{marque} {meta.name}"})
    if isinstance(colonne, Text):
        return f"{SECRET if meta.secret else marque} {meta.name} {next(_rangs)}"
    if isinstance(colonne, Boolean):
        return True
    if isinstance(colonne, Timestamptz):
        return maintenant() - timedelta(hours=1)
    if isinstance(colonne, Timestamp):
        return datetime(2024, 3, 4, 6, 12)  # noqa: DTZ001 -- the lorry's local clock
    if isinstance(colonne, Date):
        return date(2024, 3, 4)
    return 7


class Export:
    """An archive, opened."""

    def __init__(self, zip_: ZipFile) -> None:
        self.fichiers = {nom: zip_.read(nom) for nom in zip_.namelist()}
        self.donnees: dict[str, Any] = json.loads(self.fichiers["donnees.json"])

    def lignes(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table wherever they hang, in the order of the document."""
        return list(_chercher(self.donnees, table))

    def tableau(self, table: str) -> list[dict[str, str]]:
        """The same as a spreadsheet reads them."""
        texte = self.fichiers[f"tables/{table}.csv"].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(texte, newline=""), delimiter=";"))


def _chercher(objet: dict[str, Any], table: str) -> Iterator[dict[str, Any]]:
    for nom, contenu in objet.items():
        if isinstance(contenu, list):
            for ligne in contenu:
                if isinstance(ligne, dict):
                    if nom == table:
                        yield ligne
                    yield from _chercher(ligne, table)


async def exporter(compte: int) -> Export:
    """Ask, take and assemble, as the worker does."""
    assert await demandes.demander(compte)
    du = await file.prendre()
    assert du is not None
    with TemporaryFile() as fichier:
        await assembler(du, fichier)
        return Export(ZipFile(fichier))


async def en_base(table: str, numeros: list[int]) -> list[dict[str, Any]]:
    """The rows as the database has them, in JSON's kinds."""
    lues = await lignes(f"SELECT * FROM {table} WHERE id = ANY($1) ORDER BY id", numeros)
    return [{nom: _json(valeur) for nom, valeur in dict(lue).items()} for lue in lues]


def _json(valeur: Any) -> Any:
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, UUID):
        return str(valeur)
    if isinstance(valeur, str) and valeur.startswith("{"):
        return json.loads(valeur)
    return valeur

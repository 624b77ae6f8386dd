"""A table as the export holds it: its columns, its rows, what hangs on each row."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

import asyncpg
from piccolo.columns import JSONB
from piccolo.table import Table

from app.base import connexion

PAR_PAGE = 200
"""Rows fetched at a time."""
_REPERE = re.compile("«([a-z]+)»")


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Some rows of a table. `choix` says which, with «marks» for what is bound."""

    table: type[Table]
    colonnes: str
    choix: str
    remplacees: Mapping[str, str] = field(default_factory=dict)
    """Columns whose place is taken by an expression: what of them is another's stays out."""
    enfants: tuple["Ensemble", ...] = ()
    cle: str = ""
    """Its name in the JSON, where the table's is a column's already."""

    @property
    def nom(self) -> str:
        """As the database names it."""
        return str(self.table._meta.tablename)

    @property
    def noms(self) -> tuple[str, ...]:
        """The columns exported."""
        return tuple(self.colonnes.split())

    @property
    def structurees(self) -> frozenset[str]:
        """The columns that hold JSON."""
        return frozenset(nom for nom in self.noms if isinstance(self.table._meta.get_column_by_name(nom), JSONB))

    @property
    def requete(self) -> str:
        """The statement, with its marks; the row's number always comes first."""
        colonnes = ", ".join(f"{self.remplacees.get(nom, f't.{nom}')} AS {nom}" for nom in self.noms)
        return f"SELECT t.id AS _numero, {colonnes} FROM {self.nom} t WHERE {self.choix} ORDER BY t.id"  # noqa: S608 -- texts of ours; values are bound


async def lire(ensemble: Ensemble, valeurs: Mapping[str, object]) -> AsyncIterator[asyncpg.Record]:
    """The rows, by pages of a cursor, in the caller's transaction."""
    requete, arguments = lier(ensemble.requete, valeurs)
    async with connexion() as prise:
        async for lue in prise.cursor(requete, *arguments, prefetch=PAR_PAGE):
            yield lue


def lier(requete: str, valeurs: Mapping[str, object]) -> tuple[str, list[object]]:
    """The statement with $1, $2… in the place of its marks, and what they stand for."""
    reperes = list(dict.fromkeys(_REPERE.findall(requete)))
    for rang, repere in enumerate(reperes, 1):
        requete = requete.replace(f"«{repere}»", f"${rang}")
    return requete, [valeurs[repere] for repere in reperes]

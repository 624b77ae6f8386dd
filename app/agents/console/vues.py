"""The tables as the console knows them: classes of their own, without the columns that nobody must see.

A column that its class does not have can be neither sent, nor filtered, nor sorted by, whatever the request says.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from piccolo.columns import Column, ForeignKey
from piccolo.columns.base import OnDelete
from piccolo.columns.readable import Readable
from piccolo.table import Table, create_table_class, sort_table_classes

from app.agents.politique import REGLES, TABLES, Regle
from app.base import moteur


@cache
def vues() -> Mapping[str, type[Table]]:
    """One class per table of the policy, by table name."""
    faites: dict[str, type[Table]] = {}
    for table in sort_table_classes([TABLES[nom] for nom in REGLES]):
        faites[table._meta.tablename] = _vue(table, REGLES[table._meta.tablename], faites)
    return faites


def _vue(table: type[Table], regle: Regle, faites: Mapping[str, type[Table]]) -> type[Table]:
    membres: dict[str, Any] = {
        colonne._meta.name: _copie(colonne, faites)
        for colonne in table._meta.columns
        if colonne._meta.name not in regle.cachees
    }
    membres["get_readable"] = classmethod(lambda cls: Readable("%s", [getattr(cls, regle.lisible)]))
    nom = table._meta.tablename
    return create_table_class(
        f"Vue{table.__name__}", class_kwargs={"tablename": nom, "db": moteur, "help_text": regle.aide},
        class_members=membres,
    )  # fmt: skip


def _copie(colonne: Column, faites: Mapping[str, type[Table]]) -> Column:
    if isinstance(colonne, ForeignKey):
        return ForeignKey(
            references=faites[colonne._foreign_key_meta.resolved_references._meta.tablename],
            on_delete=OnDelete.restrict,
            null=colonne._meta.null,
            required=colonne._meta.required,
            default=None,
            help_text=colonne._meta.help_text,
        )
    copie = colonne.copy()
    if copie._meta.secret:
        copie._meta.required = False  # write-only: empty leaves it as it is
    return copie

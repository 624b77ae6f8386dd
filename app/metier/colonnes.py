"""The shapes of column that recur, so that no default of the library slips in."""

from typing import Any

from piccolo.columns import ForeignKey, Timestamptz
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


def lien(table: type[Table], *, facultatif: bool = False, unique: bool = False) -> ForeignKey[Any]:
    """A foreign key that restricts, is indexed, and is null only when said so.

    Piccolo's own defaults cascade, allow null and make no index.
    """
    return ForeignKey(
        references=table,
        on_delete=OnDelete.restrict,
        on_update=OnUpdate.restrict,
        null=facultatif,
        index=not unique,
        unique=unique,
        required=not facultatif,
    )


def instant(*, facultatif: bool = False, index: bool = False) -> Timestamptz:
    """An instant in UTC: now by default, or null until it happens."""
    if facultatif:
        return Timestamptz(null=True, default=None, index=index)
    return Timestamptz(default=TimestamptzNow(), index=index)

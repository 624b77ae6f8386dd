"""Tries counted over sliding windows; the territory's towns found without reading every address."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Array
from piccolo.columns.column_types import BigInt
from piccolo.columns.column_types import Text
from piccolo.columns.column_types import Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.columns.indexes import IndexMethod

from app.base import executer

ID = "2026-11-22T17:50:51:890140"
VERSION = "1.38.0"
DESCRIPTION = "limites glissantes"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="portail", description=DESCRIPTION
    )

    manager.drop_column(
        table_class_name="Limite",
        tablename="limite",
        column_name="compte",
        db_column_name="compte",
        schema=None,
    )

    manager.drop_column(
        table_class_name="Limite",
        tablename="limite",
        column_name="fenetre",
        db_column_name="fenetre",
        schema=None,
    )

    manager.add_column(
        table_class_name="Limite",
        tablename="limite",
        column_name="essais",
        db_column_name="essais",
        column_class_name="Array",
        column_class=Array,
        params={
            "default": list,
            "base_column": BigInt(
                default=0,
                null=False,
                primary_key=False,
                unique=False,
                index=False,
                index_method=IndexMethod.btree,
                choices=None,
                db_column_name=None,
                secret=False,
            ),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    manager.add_column(
        table_class_name="Limite",
        tablename="limite",
        column_name="perime_le",
        db_column_name="perime_le",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={
            "default": TimestamptzNow(),
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    manager.alter_column(
        table_class_name="Limite",
        tablename="limite",
        column_name="cle",
        db_column_name="cle",
        params={"unique": True},
        old_params={"unique": False},
        column_class=Text,
        old_column_class=Text,
        schema=None,
    )

    async def poser() -> None:
        await executer(
            "CREATE INDEX adresse_ville ON adresse (ville) WHERE usage = 'habitation' AND valable_au IS NULL"
        )

    async def defaire() -> None:
        await executer("DROP INDEX adresse_ville")

    manager.add_raw(poser)
    manager.add_raw_backwards(defaire)
    return manager

"""How long PayFiP takes a debt, per client number."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import Integer

ID = "2026-11-22T18:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "delai de paiement en ligne"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portail", description=DESCRIPTION)
    manager.add_column(
        table_class_name="ClientPayfip",
        tablename="client_payfip",
        column_name="delai_paiement_jours",
        db_column_name="delai_paiement_jours",
        column_class_name="Integer",
        column_class=Integer,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )
    return manager

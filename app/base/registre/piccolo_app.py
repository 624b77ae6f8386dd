"""The registry's tables and migrations, as Piccolo sees them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.base.registre.tables import CollectiviteInscrite

RACINE = Path(__file__).resolve().parents[3]

APP_CONFIG = AppConfig(
    app_name="registre",
    migrations_folder_path=str(RACINE / "piccolo_migrations" / "registre"),
    table_classes=[CollectiviteInscrite],
)

"""Accounts: what columns alone do not say: one owner for a recovery code, one request for one's data at a time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from app.base import executer

ID = "2026-11-22T20:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "comptes, regles"

POSER = """
ALTER TABLE code_secours ADD CONSTRAINT code_secours_un_porteur CHECK (num_nonnulls(compte, agent) = 1);
CREATE UNIQUE INDEX export_donnees_en_attente ON export_donnees (compte) WHERE pret_le IS NULL;
CREATE INDEX session_ouverte ON session (compte) WHERE fermee_le IS NULL;
"""

DEFAIRE = """
DROP INDEX session_ouverte;
DROP INDEX export_donnees_en_attente;
ALTER TABLE code_secours DROP CONSTRAINT code_secours_un_porteur;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="portail", description=DESCRIPTION)

    async def poser() -> None:
        await executer(POSER)

    async def defaire() -> None:
        await executer(DEFAIRE)

    manager.add_raw(poser)
    manager.add_raw_backwards(defaire)
    return manager

"""Bringing a database to the present shape."""

import io
from contextlib import redirect_stdout

from piccolo.apps.migrations.commands.forwards import ForwardsMigrationManager
from piccolo.apps.migrations.tables import Migration

from app.base.contexte import Inscription, utiliser
from app.base.delais import patience
from app.base.moteur import moteur
from app.base.requetes import executer

VERROU = 7_204_617
"""Key of the advisory lock: two migrations at once would die on a duplicate table."""
UNE_HEURE = 3600.0


async def migrer(inscription: Inscription, application: str) -> list[str]:
    """Run the missing migrations of `application` ("registre" or "portail"); returns their ids, oldest first.

    One transaction holds the changes and their record: killed half-way, nothing happened.
    """
    with utiliser(inscription), patience(UNE_HEURE):
        return await _dans_une_transaction(application)


async def _dans_une_transaction(application: str) -> list[str]:
    async with moteur.transaction():
        await executer("SELECT pg_advisory_xact_lock($1)", VERROU)
        await Migration.create_table(if_not_exists=True)
        avant = await _faites(application)
        with redirect_stdout(io.StringIO()):
            resultat = await ForwardsMigrationManager(app_name=application).run()
        if not resultat.success:
            raise RuntimeError(resultat.message)
        return [faite for faite in await _faites(application) if faite not in avant]


async def _faites(application: str) -> list[str]:
    return await Migration.get_migrations_which_ran(app_name=application)

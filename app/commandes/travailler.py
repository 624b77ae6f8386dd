"""`portail travailler`: the worker; any number of them on any number of machines."""

import click

from app.commandes.instance import asynchrone, registre_ouvert
from app.commandes.ouvrier import travailler_sans_fin


@click.command(help="Envoie les courriels et suit les paiements, jusqu’à Ctrl-C.")
@asynchrone
async def travailler() -> None:
    """Work until interrupted."""
    with registre_ouvert() as dsn:
        await travailler_sans_fin(dsn)

"""`portail migrer`: bring the registry and every collectivité's database to the present shape."""

import click

from app.base.migrations import migrer as migrer_une_base
from app.base.registre import inscriptions, registre
from app.commandes.instance import asynchrone, registre_ouvert


@click.command(help="Met à jour les bases (sans effet quand elles le sont).")
@asynchrone
async def migrer() -> None:
    """Registry first, then each collectivité."""
    with registre_ouvert() as dsn:
        faites = await migrer_une_base(registre(dsn), "registre")
        click.echo(f"registre : {len(faites)} migration(s)")
        for inscription in await inscriptions(dsn):
            faites = await migrer_une_base(inscription, "portail")
            click.echo(f"{inscription.nom} : {len(faites)} migration(s)")

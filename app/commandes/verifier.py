"""`portail verifier`: do the books agree, to the cent?"""

import click

from app.base import utiliser
from app.commandes.instance import asynchrone, collectivites_choisies, option_collectivite, registre_ouvert
from app.metier.verification import verifier as verifier_les_livres


@click.command(
    help="Vérifie les livres : chaque centime, état, courriel et trace. Code de sortie 1 à la moindre brèche."
)
@option_collectivite
@asynchrone
async def verifier(nom: str | None) -> int:
    """Print each breach."""
    breches = 0
    with registre_ouvert() as dsn:
        for inscription in await collectivites_choisies(dsn, nom):
            with utiliser(inscription):
                trouvees = await verifier_les_livres()
            breches += len(trouvees)
            click.echo(f"{inscription.nom} : {len(trouvees)} brèche(s)")
            for breche in trouvees:
                click.echo(f"  {breche}")
    return 1 if breches else 0

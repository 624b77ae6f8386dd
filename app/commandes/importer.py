"""`portail importer`: a file of billing, checked first, then for real."""

from pathlib import Path

import click

from app.commandes.instance import asynchrone, collectivite_choisie, option_collectivite, registre_ouvert
from app.imports import Nature
from app.imports import importer as importer_fichier


@click.command(help="Contrôle un fichier de la facturation ; avec --pour-de-vrai, l’enregistre.")
@click.argument("nature", type=click.Choice([nature.value for nature in Nature]))
@click.argument("fichier", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pour-de-vrai", is_flag=True, help="Enregistre ; sans elle, essai à blanc.")
@click.option("--tout-ou-rien", is_flag=True, help="N’enregistre rien si une ligne est refusée.")
@click.option("--pdf", "dossier_pdf", type=click.Path(exists=True, path_type=Path), help="Dossier ou zip des PDF.")
@option_collectivite
@asynchrone
async def importer(
    nature: str, fichier: Path, pour_de_vrai: bool, tout_ou_rien: bool, dossier_pdf: Path | None, nom: str | None
) -> int:
    """Print the report; exit code 1 when a line was refused."""
    with registre_ouvert() as dsn:
        async with collectivite_choisie(dsn, nom):
            rapport = await importer_fichier(
                nature, fichier, pour_de_vrai=pour_de_vrai, tout_ou_rien=tout_ou_rien, dossier_pdf=dossier_pdf
            )
    click.echo(rapport.texte())
    return 1 if rapport.refusees else 0

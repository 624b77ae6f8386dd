"""`portail inscrire`: add a collectivité to the instance."""

import click

from app.base import utiliser
from app.base.migrations import migrer
from app.base.registre import inscrire as inscrire_au_registre
from app.base.registre import registre
from app.commandes.instance import asynchrone, registre_ouvert
from app.metier.collectivite import Collectivite


@click.command(help="Inscrit une collectivité (sa base est créée, ou donnée par --base).")
@click.argument("nom")
@click.option("--origine", required=True, help="https://dechets.exemple.fr")
@click.option("--titre", "nom_complet", required=True, help="Nom en toutes lettres.")
@click.option("--courriel", required=True, help="Adresse de contact du service.")
@click.option("--hote", "hotes", multiple=True, help="Autre nom d’hôte accepté.")
@click.option("--base", "dsn", default=None, help="postgresql://… de sa base, si elle existe déjà.")
@asynchrone
async def inscrire(
    nom: str, origine: str, nom_complet: str, courriel: str, hotes: tuple[str, ...], dsn: str | None
) -> None:
    """Register, migrate, and give it the row of settings that every page reads."""
    with registre_ouvert() as dsn_registre:
        await migrer(registre(dsn_registre), "registre")
        inscription = await inscrire_au_registre(dsn_registre, nom, origine=origine, hotes=hotes, dsn=dsn)
        await migrer(inscription, "portail")
        with utiliser(inscription):
            if not await Collectivite.exists():
                await Collectivite(nom=nom_complet, nom_court=nom.upper(), courriel_contact=courriel).save()
        click.echo(f"{nom} : inscrite, {origine}")

"""`portail agent`: add a member of staff, or take away a second factor that is lost."""

import secrets

import click

from app.commandes.instance import asynchrone, collectivite_choisie, option_collectivite, registre_ouvert
from app.metier.agents import second_facteur
from app.metier.agents.creation import creer_agent


@click.command(help="Crée un agent ; son mot de passe provisoire s’affiche une fois.")
@click.argument("courriel")
@click.option("--prenom", default="")
@click.option("--nom-de-famille", default="")
@click.option("--administrateur", is_flag=True, help="Peut aussi gérer les autres agents.")
@click.option(
    "--sans-second-facteur", is_flag=True, help="Retire plutôt le second facteur d’un agent qui a tout perdu."
)
@option_collectivite
@asynchrone
async def agent(
    courriel: str, prenom: str, nom_de_famille: str, administrateur: bool, sans_second_facteur: bool, nom: str | None
) -> None:
    """The agent enrols a second factor at the next sign-in."""
    if sans_second_facteur:
        with registre_ouvert() as dsn:
            async with collectivite_choisie(dsn, nom):
                await second_facteur.retirer(courriel)
        click.echo(f"{courriel} : second facteur retiré, connexions fermées")
        return
    if not (prenom and nom_de_famille):
        raise click.UsageError("--prenom et --nom-de-famille sont nécessaires pour créer un agent.")
    mot_de_passe = secrets.token_urlsafe(15)
    with registre_ouvert() as dsn:
        async with collectivite_choisie(dsn, nom):
            await creer_agent(courriel, courriel, prenom, nom_de_famille, mot_de_passe, administrateur=administrateur)
    click.echo(f"{courriel} : mot de passe provisoire {mot_de_passe}")

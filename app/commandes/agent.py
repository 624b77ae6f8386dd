"""`portail agent`: add a member of staff."""

import secrets

import click

from app.commandes.instance import asynchrone, collectivite_choisie, option_collectivite, registre_ouvert
from app.metier.agents.creation import creer_agent


@click.command(help="Crée un agent ; son mot de passe provisoire s’affiche une fois.")
@click.argument("courriel")
@click.option("--prenom", required=True)
@click.option("--nom-de-famille", required=True)
@click.option("--administrateur", is_flag=True, help="Peut aussi gérer les autres agents.")
@option_collectivite
@asynchrone
async def agent(courriel: str, prenom: str, nom_de_famille: str, administrateur: bool, nom: str | None) -> None:
    """The agent enrols a second factor at the first sign-in."""
    mot_de_passe = secrets.token_urlsafe(15)
    with registre_ouvert() as dsn:
        async with collectivite_choisie(dsn, nom):
            await creer_agent(courriel, courriel, prenom, nom_de_famille, mot_de_passe, administrateur=administrateur)
    click.echo(f"{courriel} : mot de passe provisoire {mot_de_passe}")

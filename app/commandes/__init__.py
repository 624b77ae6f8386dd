"""`portail`: what an operator types."""

import click

from app.commandes.agent import agent
from app.commandes.demo import demo
from app.commandes.importer import importer
from app.commandes.inscrire import inscrire
from app.commandes.migrer import migrer
from app.commandes.servir import servir
from app.commandes.simulateur import simulateur
from app.commandes.travailler import travailler
from app.commandes.verifier import verifier

__all__ = ["portail"]


@click.group(help="Le portail des déchets.", context_settings={"help_option_names": ["-h", "--help", "--aide"]})
def portail() -> None:
    """The group of commands."""


for commande in (agent, demo, importer, inscrire, migrer, servir, simulateur, travailler, verifier):
    portail.add_command(commande)

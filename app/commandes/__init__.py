"""`portail`: what an operator types."""

from importlib import import_module

import click

__all__ = ["portail"]

NOMS = ("agent", "demo", "importer", "inscrire", "migrer", "servir", "simulateur", "travailler", "verifier")


class _Groupe(click.Group):
    """Loads a command when it is asked for: an import of lifts does not wait for the web and the administration."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Every command, in the alphabet's order."""
        return list(NOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """The command of the module of that name."""
        if cmd_name not in NOMS:
            return None
        commande: click.Command = getattr(import_module(f"app.commandes.{cmd_name}"), cmd_name)
        return commande


@click.command(cls=_Groupe, help="Le portail des déchets.", context_settings={"help_option_names": ["-h", "--help"]})
def portail() -> None:
    """The group of commands."""

"""`portail simulateur`: PayFiP alone, for tests and demonstrations."""

from pathlib import Path

import click

from app.simulateur import servir


@click.command(help="Lance le simulateur de PayFiP, seul.")
@click.option("--port", type=int, default=8002, show_default=True)
@click.option("--dossier", type=click.Path(file_okay=False, path_type=Path), help="Où garder ses transactions.")
def simulateur(port: int, dossier: Path | None) -> None:
    """Serve until interrupted."""
    servir(port, dossier)

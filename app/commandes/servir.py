"""`portail servir`: the web."""

import click
import uvicorn

from app.commandes.instance import asynchrone, registre_ouvert
from app.main import creer_app

ARRET_MAX = 10
"""Seconds given to requests under way at SIGTERM."""


@click.command(help="Sert les pages.")
@click.option("--hote", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8000, show_default=True)
@asynchrone
async def servir(hote: str, port: int) -> None:
    """Serve until interrupted."""
    with registre_ouvert() as dsn:
        await serveur_web(dsn, hote, port).serve()


def serveur_web(dsn: str, hote: str, port: int) -> uvicorn.Server:
    """A server not yet started. Forwarded addresses are read by the limits, hop by hop, not by uvicorn."""
    return uvicorn.Server(
        uvicorn.Config(
            creer_app(dsn),
            host=hote,
            port=port,
            log_config=None,  # what it has to say goes through app.journal
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=True,
            timeout_graceful_shutdown=ARRET_MAX,
        )
    )

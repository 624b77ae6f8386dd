"""The simulator on a port of the loopback."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import uvicorn

from app.simulateur.application import creer_simulateur
from app.simulateur.tresor import ReglagesSimulateur


def creer_serveur(
    port: int, dossier: Path | None = None, clients: Mapping[str, Mapping[str, Any]] | None = None
) -> uvicorn.Server:
    """A server that is not started yet: `await serveur.serve()` inside another program."""
    application = creer_simulateur(ReglagesSimulateur(dossier, clients or {}))
    return uvicorn.Server(
        uvicorn.Config(
            application,
            host="127.0.0.1",
            port=port,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
        )
    )


def servir(port: int, dossier: Path | None = None, clients: Mapping[str, Mapping[str, Any]] | None = None) -> None:
    """Serve until interrupted."""
    creer_serveur(port, dossier, clients).run()

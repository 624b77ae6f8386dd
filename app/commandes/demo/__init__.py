"""`portail demo`: one process with everything inside, on the loopback."""

import asyncio
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import uvicorn

from app import journal
from app.base.embarque import ServeurEmbarque
from app.commandes.demo.accueil import annoncer
from app.commandes.demo.adresses import Adresses
from app.commandes.demo.boite import Boite, servir_smtp
from app.commandes.demo.donnees import NOMS, fiche, preparer
from app.commandes.demo.page_boite import creer_page
from app.commandes.instance import asynchrone, registre_ouvert
from app.commandes.ouvrier import travailler_sans_fin
from app.main import creer_app
from app.reglages import imposer, reglages
from app.simulateur import ReglagesSimulateur, creer_simulateur


class Serveur(uvicorn.Server):
    """A server that leaves signals to the demonstration, which has several."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Catch nothing."""
        yield


@click.command(help="Lance la démonstration complète : portail, courriels, PayFiP simulé.")
@click.option("--port", type=click.IntRange(1024, 65000), default=8000, show_default=True)
@click.option("--neuve", is_flag=True, help="Efface d’abord l’état précédent.")
@asynchrone
async def demo(port: int, neuve: bool) -> None:
    """Prepare what is missing, then serve until interrupted."""
    adresses = Adresses(port)
    adresses.verifier_libres()
    dossier = reglages().dossier
    if neuve:
        _effacer(dossier)
    imposer(
        replace(
            reglages(),
            payfip=f"http://payfip.localhost:{adresses.payfip}",
            smtp=f"smtp://127.0.0.1:{adresses.smtp}",
            expediteur="ne-pas-repondre@portail.example",
        )
    )
    journal.configurer(reglages().journal)
    with registre_ouvert() as dsn:
        await preparer(dsn, adresses)
        await _servir(dsn, adresses, dossier)


async def _servir(dsn: str, adresses: Adresses, dossier: Path) -> None:
    boite = Boite(dossier / "courriels")
    smtp = await servir_smtp(boite, adresses.smtp)
    serveurs = [
        _serveur(creer_app(dsn), adresses.port),
        _serveur(creer_page(boite), adresses.boite),
        _serveur(creer_simulateur(ReglagesSimulateur(dossier / "payfip", _clients())), adresses.payfip),
    ]

    def arreter() -> None:
        for serveur in serveurs:
            serveur.should_exit = True

    boucle = asyncio.get_running_loop()
    for nom in (signal.SIGINT, signal.SIGTERM):
        boucle.add_signal_handler(nom, arreter)
    ouvrier = asyncio.create_task(travailler_sans_fin(dsn))
    services = [asyncio.create_task(serveur.serve()) for serveur in serveurs]
    while not all(serveur.started for serveur in serveurs):
        await asyncio.sleep(0.05)
        if any(service.done() for service in services):
            arreter()
            break
    else:
        annoncer(adresses)
    await asyncio.gather(*services)
    ouvrier.cancel()
    smtp.close()


def _serveur(application: Callable[..., Any], port: int) -> Serveur:
    return Serveur(
        uvicorn.Config(
            application,
            host="127.0.0.1",
            port=port,
            log_config=None,
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
    )


def _clients() -> dict[str, dict[str, object]]:
    """Whom the simulator's pages name for each client number."""
    return {
        client["numcli"]: {"libelles": (client["libelle"],), "comptable": client["comptable"]}
        for nom in NOMS
        for client in fiche(nom)["clients_payfip"]
    }


def _effacer(dossier: Path) -> None:
    ServeurEmbarque(dossier).effacer()
    for etat in ("courriels", "payfip"):
        shutil.rmtree(dossier / etat, ignore_errors=True)

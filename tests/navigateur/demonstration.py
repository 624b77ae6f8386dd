"""The whole demonstration as a process of its own, on free ports, with a state of its own."""

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from app.base.embarque import ServeurEmbarque

COMMANDE = [str(Path(sys.executable).with_name("portail")), "demo"]
DELAI_DE_DEPART = 120
PRETE = "PayFiP simulé"
MOT_DE_PASSE = "Mot2passe@"
MOT_DE_PASSE_AGENT = "Agent-de-demo-2026"
CAMILLE = "camille.martin@example.fr"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where it answers, and what its tools tell."""

    port: int
    sortie: Path

    def secret_totp(self, nom: str) -> str:
        """The key of the collectivité's agent, as printed at the start."""
        imprime = self.sortie.read_text("utf-8").partition(f"agent@{nom}.example")[2]
        trouve = re.search(r"secret TOTP (\w+)", imprime)
        assert trouve is not None, imprime
        return trouve[1]

    def origine(self, nom: str = "ccfi") -> str:
        """A collectivité's origin."""
        return f"http://{nom}.localhost:{self.port}"

    @property
    def boite(self) -> str:
        """The mailbox page's origin."""
        return f"http://localhost:{self.port + 1}"

    @property
    def payfip(self) -> str:
        """The simulator's origin, as a browser names it."""
        return f"http://payfip.localhost:{self.port + 2}"

    def courriels(self, destinataire: str) -> list[dict[str, str]]:
        """The mails that this mailbox has received, newest last."""
        recus = httpx.get(f"http://127.0.0.1:{self.port + 1}/courriels.json").raise_for_status().json()
        return [recu for recu in recus if recu["destinataire"] == destinataire]

    def attendre_courriel(self, destinataire: str, mot: str, *, delai: float = 20) -> dict[str, str]:
        """The newest mail to this mailbox that holds a word, waited for."""
        fin = time.monotonic() + delai
        while time.monotonic() < fin:
            trouves = [c for c in self.courriels(destinataire) if mot in c["objet"] + c["texte"]]
            if trouves:
                return trouves[-1]
            time.sleep(0.2)
        raise AssertionError(f"no mail to {destinataire} holds {mot!r}: {self.courriels(destinataire)}")

    def regler_payfip(self, **bascules: Any) -> None:
        """Set the simulator's switches."""
        httpx.post(f"http://127.0.0.1:{self.port + 2}/simulateur/reglages.json", json=bascules).raise_for_status()


@contextmanager
def demonstration(dossier: Path) -> Iterator[Demonstration]:
    """Start it in this folder, wait until it is ready; at the end stop it and erase its cluster."""
    dossier.mkdir(parents=True, exist_ok=True)
    port = _port_libre()
    sortie = dossier / "sortie.txt"
    environ = {cle: v for cle, v in os.environ.items() if not cle.startswith("PORTAIL_")}
    with sortie.open("wb") as fichier:
        processus = subprocess.Popen(
            [*COMMANDE, "--port", str(port)],
            env=environ | {"PORTAIL_DOSSIER": str(dossier)},
            stdin=subprocess.DEVNULL,
            stdout=fichier,
            stderr=subprocess.STDOUT,
        )
    try:
        _attendre(processus, port, sortie)
        yield Demonstration(port, sortie)
    finally:
        _arreter(processus)
        ServeurEmbarque(dossier).effacer()


def _port_libre() -> int:
    """The first of four free ports in a row."""
    while True:
        port = 20_000 + secrets.randbelow(30_000)
        if all(_est_libre(port + rang) for rang in range(4)):
            return port


def _est_libre(port: int) -> bool:
    with closing(socket.socket()) as essai:
        try:
            essai.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _attendre(processus: subprocess.Popen[bytes], port: int, sortie: Path) -> None:
    fin = time.monotonic() + DELAI_DE_DEPART
    while time.monotonic() < fin and processus.poll() is None:
        try:
            httpx.get(f"http://127.0.0.1:{port}/pret").raise_for_status()
            if PRETE in sortie.read_text("utf-8", "replace"):  # its neighbours answer too
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"the demonstration did not start:\n{sortie.read_text('utf-8', 'replace')[-3000:]}")


def _arreter(processus: subprocess.Popen[bytes]) -> None:
    processus.terminate()
    try:
        processus.wait(15)
    except subprocess.TimeoutExpired:
        processus.kill()
        processus.wait(5)

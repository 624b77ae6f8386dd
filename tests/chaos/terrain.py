"""The ground of the chaos: a cluster, a collectivité with residents and bills, a Treasury, a server in its brooder."""

import asyncio
import os
import secrets
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import uvicorn

from app.base import Inscription, executer, fermer_les_reserves, utiliser, valeur
from app.base.embarque import SANS_DURABILITE, ServeurEmbarque
from app.base.migrations import migrer
from app.base.registre import inscrire, registre
from app.encaissement import utiliser_client
from app.metier.comptes.sessions import ouvrir as ouvrir_session
from app.payfip import ClientPayfip, creer_http
from app.simulateur import creer_serveur
from tests.outils.collectivites import poser_reglages
from tests.personnages import facture, personnage

RACINE = Path(__file__).resolve().parents[2]

AUTRES_SESSIONS = (
    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True, slots=True)
class Payeur:
    """A resident with the token of an open session, and bills."""

    jeton: str
    references: tuple[str, ...]


@dataclass
class Terrain:
    """What a run needs."""

    inscription: Inscription
    tresor: str
    http: httpx.AsyncClient
    payeurs: list[Payeur]
    couveuse: asyncio.subprocess.Process | None = None
    pid: int | None = None
    vies: int = 0
    _lecture: asyncio.Task[None] | None = field(default=None, repr=False)

    async def couver(self, port: int, dsn: str) -> None:
        """Start the brooder and follow the pids of its lives."""
        self.couveuse = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.chaos.couveuse", str(port),
            cwd=RACINE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, start_new_session=True,
            env=os.environ | {"PORTAIL_BASE": dsn, "PORTAIL_PAYFIP": self.tresor, "PORTAIL_JOURNAL": "error"},
        )  # fmt: skip
        self._lecture = asyncio.create_task(self._lire_les_pids())
        await self.attendre_le_serveur()

    async def _lire_les_pids(self) -> None:
        assert self.couveuse is not None
        assert self.couveuse.stdout is not None
        async for texte in self.couveuse.stdout:
            self.pid = int(texte)
            self.vies += 1

    async def attendre_le_serveur(self) -> None:
        """Until a page comes."""
        for _ in range(600):
            try:
                if (await self.http.get("/contact")).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.05)
        raise TimeoutError("the server does not come up")

    def tuer(self) -> None:
        """kill -9, in the middle of whatever it does."""
        if self.pid is not None:
            try:
                os.kill(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    async def arreter(self) -> None:
        """End the brooder and its last life together: either would outlive the other."""
        if self.couveuse is not None and self.couveuse.returncode is None:
            os.killpg(self.couveuse.pid, signal.SIGKILL)
            await self.couveuse.wait()
        if self._lecture is not None:
            self._lecture.cancel()

    async def attendre_le_silence(self) -> None:
        """Until no session of the database is left but ours: a killed process's statement ends after it."""
        await fermer_les_reserves()
        for _ in range(600):
            if not await valeur(AUTRES_SESSIONS):
                return
            await asyncio.sleep(0.05)
        raise TimeoutError("sessions of the dead server are still open")


@asynccontextmanager
async def dresser(*, payeurs: int, factures: int, avec_serveur: bool = True) -> AsyncIterator[Terrain]:
    """Make all of it, and undo it."""
    async with AsyncExitStack() as pile:
        dossier = Path(pile.enter_context(tempfile.TemporaryDirectory()))
        serveur = ServeurEmbarque(dossier / "chaos", options=SANS_DURABILITE)
        serveur.demarrer()
        pile.callback(serveur.effacer)
        port, port_tresor = port_libre(), port_libre()
        dsn = serveur.dsn()
        await migrer(registre(dsn), "registre")
        inscription = await inscrire(dsn, "ccfi", origine=f"http://ccfi.localhost:{port}")
        await migrer(inscription, "portail")
        pile.push_async_callback(fermer_les_reserves)
        pile.enter_context(utiliser(inscription))
        await poser_reglages("ccfi")
        tresor = f"http://payfip.localhost:{port_tresor}"
        await pile.enter_async_context(_servir(creer_serveur(port_tresor)))
        pile.enter_context(utiliser_client(await pile.enter_async_context(ClientPayfip(tresor))))
        http = await pile.enter_async_context(creer_http())
        http.base_url = httpx.URL(inscription.origine)
        terrain = Terrain(inscription, tresor, http, [await _payeur(rang, factures) for rang in range(payeurs)])
        pile.push_async_callback(terrain.arreter)
        if avec_serveur:
            await terrain.couver(port, dsn)
        yield terrain


@asynccontextmanager
async def _servir(serveur: uvicorn.Server) -> AsyncIterator[None]:
    tache = asyncio.create_task(serveur.serve())
    while not serveur.started:  # noqa: ASYNC110 -- uvicorn has no event for it
        await asyncio.sleep(0.02)
    try:
        yield
    finally:
        serveur.should_exit = True
        await tache


async def _payeur(rang: int, factures: int) -> Payeur:
    personne = await personnage(
        f"{rang:05d}", secrets.token_hex(4).upper(), "PAYEUR", str(rang), f"p{rang}@exemple.fr", avec_compte=True
    )
    assert personne.compte is not None
    premiere = await facture(personne, f"{rang:03d}0000", 1000 + rang)
    await executer(
        "INSERT INTO facture (reference, abonne, contrat, objet, date_facture, montant_centimes, client_payfip, "
        "exercice, refdet, annulee, destinataire_nom, destinataire_adresse, destinataire_plie, lot, cree_le) "
        "SELECT left(reference, 3) || to_char(n, 'FM0000'), abonne, contrat, objet, date_facture, montant_centimes, "
        "client_payfip, exercice, left(refdet, 14) || to_char($2 * 10000 + n, 'FM00000000'), annulee, "
        "destinataire_nom, destinataire_adresse, destinataire_plie, lot, cree_le "
        "FROM facture, generate_series(1, $3::int) n WHERE id = $1",
        premiere.id, rang, factures - 1,
    )  # fmt: skip
    references = tuple(f"{rang:03d}{numero:04d}" for numero in range(factures))
    return Payeur(await ouvrir_session(personne.compte.id), references)


def port_libre() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])

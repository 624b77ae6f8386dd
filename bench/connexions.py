"""How long signing in takes, and what a flood of it does to the pages: `python -m bench.connexions`.

A server of its own (`portail servir`), a durable cluster, 2 000 accounts. Each flood stands beside 20 views of pages a
second, measured just before without it: the ratio is what counts, figures alone belong to the machine.
"""

import argparse
import asyncio
import itertools
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx

from app import journal
from app.base import Inscription, executer, fermer_les_reserves, utiliser, valeur
from app.base.embarque import ServeurEmbarque
from app.base.migrations import migrer
from app.base.registre import inscrire, registre
from app.metier.comptes.mots_de_passe import hacher
from app.metier.comptes.sessions import ouvrir as ouvrir_session
from app.payfip.transport import TransportLocal
from tests.chaos.terrain import port_libre
from tests.outils.collectivites import poser_reglages
from tests.personnages import MOT_DE_PASSE, facture, personnage

COMPTES = 2_000
LECTEURS = 10
PAGES_PAR_SECONDE = 20
BUT_P95 = 0.5
PUBLIQUES = ("/", "/connexion", "/contact", "/aide")
PERSONNELLES = ("/espace", "/informations", "/bacs", "/factures", "/services", "/suivi")
MAIRIE = "192.0.2.1"
JETON = re.compile(r'name="jeton_csrf" value="([^"]+)"')
ACCUEIL = 60.0
"""Seconds that the server has to come up, and a request to be answered."""

Essai = tuple[str, str, str]
"""Login, password, address."""


@dataclass
class Releve:
    """What one kind of request got."""

    durees: list[float] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)

    def centile(self, rang: int) -> float:
        """The time under which this share of the answers came."""
        triees = sorted(self.durees)
        return triees[min(len(triees) * rang // 100, len(triees) - 1)]

    @property
    def pannes(self) -> int:
        """Answers of 500 and above, and none at all."""
        return sum(combien for code, combien in self.codes.items() if code >= 500 or code == 0)

    def texte(self) -> str:
        """Times, then how many of each status."""
        codes = "  ".join(f"{code} × {combien}" for code, combien in sorted(self.codes.items()))
        ms = [round(1000 * self.centile(rang)) for rang in (50, 95, 100)]
        return f"median {ms[0]:4} ms   95 % {ms[1]:5} ms   longest {ms[2]:5} ms   {codes}"


@dataclass(frozen=True, slots=True)
class Terrain:
    """What a run needs."""

    lecteurs: httpx.AsyncClient
    http: httpx.AsyncClient
    sessions: tuple[str, ...]

    async def voir(self, chemin: str, jeton: str | None) -> int:
        """Look at a page."""
        entetes = {"Cookie": f"session={jeton}"} if jeton else {}
        return (await self.lecteurs.get(chemin, headers=entetes)).status_code

    async def preuve(self) -> tuple[str, str]:
        """A visitor's cookie and the proof of a form, good for all the tries of a browser that keeps them."""
        page = await self.http.get("/connexion")
        trouve = JETON.search(page.text)
        if trouve is None:
            raise SystemExit("no form on the sign-in page")
        visiteur = page.cookies["visiteur"]
        self.http.cookies.clear()
        return visiteur, trouve[1]

    async def entrer(self, essai: Essai, preuve: tuple[str, str]) -> int:
        """Send the form."""
        identifiant, mot_de_passe, adresse = essai
        visiteur, jeton = preuve
        reponse = await self.http.post(
            "/connexion", data={"identifiant": identifiant, "mot_de_passe": mot_de_passe, "jeton_csrf": jeton},
            headers={"Cookie": f"visiteur={visiteur}", "X-Forwarded-For": adresse},
        )  # fmt: skip
        self.http.cookies.clear()
        return reponse.status_code


async def cadencer(
    par_seconde: float, duree: float, gestes: Iterator[Callable[[], Awaitable[int]]], releve: Releve
) -> None:
    """Start a gesture at each beat, whether the one before has ended or not; its time runs from the beat."""
    debut = time.perf_counter()
    async with asyncio.TaskGroup() as groupe:
        for rang in range(int(par_seconde * duree)):
            prevu = debut + rang / par_seconde
            await asyncio.sleep(max(0.0, prevu - time.perf_counter()))
            groupe.create_task(_mesurer(next(gestes), prevu, releve))


async def _mesurer(geste: Callable[[], Awaitable[int]], prevu: float, releve: Releve) -> None:
    try:
        code = await geste()
    except httpx.HTTPError:
        code = 0
    releve.durees.append(time.perf_counter() - prevu)
    releve.codes[code] += 1


def vues(terrain: Terrain) -> Iterator[Callable[[], Awaitable[int]]]:
    """Pages for everybody and pages of one's own, in turn."""
    siennes = zip(itertools.cycle(PERSONNELLES), itertools.cycle(terrain.sessions), strict=False)
    for publique, (sienne, jeton) in zip(itertools.cycle(PUBLIQUES), siennes, strict=False):
        yield partial(terrain.voir, publique, None)
        yield partial(terrain.voir, sienne, jeton)


def de_la_mairie() -> Iterator[Essai]:
    """Residents whom the town hall helps: one address, each with an account of his own and its password."""
    for rang in itertools.count():
        yield f"p{rang % COMPTES}@exemple.fr", MOT_DE_PASSE, MAIRIE


def de_partout() -> Iterator[Essai]:
    """Wrong passwords from as many addresses as there are tries."""
    for rang in itertools.count():
        yield f"p{rang % COMPTES}@exemple.fr", "Faux2passe@", f"10.{rang >> 16 & 255}.{rang >> 8 & 255}.{rang & 255}"


def meles() -> Iterator[Essai]:
    """Four residents at home for one stranger."""
    hasard = random.Random(1)
    for rang, faux in enumerate(de_partout()):
        bon = (f"p{rang % COMPTES}@exemple.fr", MOT_DE_PASSE, f"203.0.{rang >> 8 & 255}.{rang & 255}")
        yield faux if hasard.random() < 0.2 else bon


FLOTS: dict[str, Callable[[], Iterator[Essai]]] = {
    "good passwords, one address": de_la_mairie,
    "wrong passwords, many addresses": de_partout,
    "four good for a wrong one": meles,
}


async def une_a_une(terrain: Terrain, combien: int) -> Releve:
    """Sign in alone, one after the other."""
    releve, preuve = Releve(), await terrain.preuve()
    for essai in itertools.islice(de_la_mairie(), combien):
        await _mesurer(partial(terrain.entrer, essai, preuve), time.perf_counter(), releve)
    return releve


async def ensemble(terrain: Terrain, flot: Iterator[Essai], par_seconde: float, duree: float) -> tuple[Releve, Releve]:
    """Pages and sign-ins at once: what each got."""
    await executer("DELETE FROM limite")
    pages, entrees, preuve = Releve(), Releve(), await terrain.preuve()
    gestes = (partial(terrain.entrer, essai, preuve) for essai in flot)
    async with asyncio.TaskGroup() as groupe:
        groupe.create_task(cadencer(PAGES_PAR_SECONDE, duree, vues(terrain), pages))
        if par_seconde:
            groupe.create_task(cadencer(par_seconde, duree, gestes, entrees))
    return pages, entrees


async def mesurer(par_seconde: float, duree: float) -> int:
    """Print the figures; 1 when pages came late or failed."""
    async with dresser() as terrain:
        await ensemble(terrain, de_la_mairie(), 5, 3)  # warm
        print(f"one after the other        {(await une_a_une(terrain, 100)).texte()}")
        bon = True
        for nom, flot in FLOTS.items():
            seules, _ = await ensemble(terrain, flot(), 0, duree / 3)
            pages, entrees = await ensemble(terrain, flot(), par_seconde, duree)
            rapport = pages.centile(95) / seules.centile(95)
            bon = bon and pages.centile(95) <= BUT_P95 and pages.pannes == 0
            print(f"\n{par_seconde:g} sign-ins a second: {nom}")
            print(f"  pages without            {seules.texte()}")
            print(f"  pages beside             {pages.texte()}   × {rapport:.1f}")
            print(f"  sign-ins                 {entrees.texte()}")
        print("\nhow many a second it bears (good passwords, 10 s each)")
        for essaye in (10, 20, 25, 30, 35, 40, 50):
            pages, entrees = await ensemble(terrain, de_la_mairie(), essaye, 10)
            print(f"  {essaye:3}  sign-ins {entrees.texte()}   pages 95 % {1000 * pages.centile(95):.0f} ms")
        ouvertes = await valeur("SELECT count(*) FROM session")
        print(f"\nsessions opened {ouvertes}")
    return 0 if bon else 1


@asynccontextmanager
async def dresser() -> AsyncIterator[Terrain]:
    """A cluster, its accounts, a server; all undone at the end."""
    async with AsyncExitStack() as pile:
        cluster = ServeurEmbarque(Path(pile.enter_context(tempfile.TemporaryDirectory())) / "connexions")
        cluster.demarrer()
        pile.callback(cluster.effacer)
        port, dsn = port_libre(), cluster.dsn()
        await migrer(registre(dsn), "registre")
        inscription = await inscrire(dsn, "ccfi", origine=f"http://ccfi.localhost:{port}")
        await migrer(inscription, "portail")
        pile.push_async_callback(fermer_les_reserves)
        pile.enter_context(utiliser(inscription))
        sessions = await _peupler()
        lecteurs, http = [await pile.enter_async_context(_client(inscription)) for _ in range(2)]
        await pile.enter_async_context(_serveur(port, dsn))
        await _attendre(http)
        yield Terrain(lecteurs, http, sessions)


def _client(inscription: Inscription) -> httpx.AsyncClient:
    """As many browsers as are needed: nobody waits on this side."""
    transport = TransportLocal(httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=100)))
    return httpx.AsyncClient(transport=transport, base_url=inscription.origine, timeout=ACCUEIL)


async def _peupler() -> tuple[str, ...]:
    """Accounts by the thousand, some of them with bills and an open session."""
    await poser_reglages("ccfi")
    sessions = []
    for rang in range(LECTEURS):
        lecteur = await personnage(
            f"{rang:05d}", f"LECTEUR{rang}", "MARTIN", "LOU", f"lou{rang}@exemple.fr", avec_compte=True
        )
        for numero in range(12):
            await facture(lecteur, f"{rang:03d}{numero:04d}", 8794)
        assert lecteur.compte is not None  # noqa: S101 -- asked for above
        sessions.append(await ouvrir_session(lecteur.compte.id, rester_connecte=True))
    await executer(
        "INSERT INTO compte (courriel, courriel_plie, mot_de_passe, secret_totp) "
        "SELECT b, b, $1, '' FROM (SELECT 'p' || n || '@exemple.fr' AS b FROM generate_series(0, $2::int - 1) n) x",
        await hacher(MOT_DE_PASSE), COMPTES,
    )  # fmt: skip
    await executer("ANALYZE")
    return tuple(sessions)


@asynccontextmanager
async def _serveur(port: int, dsn: str) -> AsyncIterator[None]:
    environ = {"PORTAIL_BASE": dsn, "PORTAIL_MANDATAIRES": "1", "PORTAIL_JOURNAL": "error"}
    processus = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("portail")), "servir", "--port", str(port),
        stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, env=os.environ | environ,
    )  # fmt: skip
    try:
        yield
    finally:
        processus.terminate()
        await processus.wait()


async def _attendre(http: httpx.AsyncClient) -> None:
    fin = time.monotonic() + ACCUEIL
    while time.monotonic() < fin:
        try:
            if (await http.get("/")).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            await asyncio.sleep(0.1)
    raise TimeoutError("the server does not come up")


def principal() -> int:
    """Exit code 1 when the pages beside a flood are late or fail."""
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--par-seconde", type=float, default=50, help="sign-ins")
    lecteur.add_argument("--duree", type=float, default=30, help="seconds of each flood")
    choix = lecteur.parse_args()
    journal.configurer("error")
    return asyncio.run(mesurer(choix.par_seconde, choix.duree))


if __name__ == "__main__":
    raise SystemExit(principal())

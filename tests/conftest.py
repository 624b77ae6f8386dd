"""One embedded cluster and one template database a session; each test in a transaction that is undone.

A test that proves atomicity or concurrency asks for `base_reelle` instead: a database of its own, real commits.
"""

import contextlib
import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest

from app.base import Inscription, fermer_les_reserves, moteur, utiliser
from app.base.embarque import SANS_DURABILITE, ServeurEmbarque
from app.base.migrations import migrer
from app.base.registre import inscrire, registre
from app.metier.profil import oublier_les_profils
from tests.outils.collectivites import poser_reglages

if TYPE_CHECKING:
    from tests.outils.echange import Echange


@pytest.fixture(scope="session")
def serveur() -> Iterator[ServeurEmbarque]:
    """The tests' own cluster: throw-away, without durability."""
    embarque = ServeurEmbarque(Path("var") / f"tests-{os.getpid()}", options=SANS_DURABILITE)
    embarque.demarrer()
    yield embarque
    embarque.effacer()


@pytest.fixture(scope="session")
async def modeles(serveur: ServeurEmbarque) -> AsyncIterator[str]:
    """A registry with two collectivités, migrated and set up once; returns the registry's address."""
    dsn = serveur.dsn("postgres")
    await migrer(registre(dsn), "registre")
    for rang, nom in enumerate(("ccfi", "milhaud")):
        inscrite = await inscrire(dsn, nom, origine=f"http://{nom}.localhost:8000", rang=rang)
        await migrer(inscrite, "portail")
        with utiliser(inscrite):
            await poser_reglages(nom)
    await fermer_les_reserves()
    yield dsn
    await fermer_les_reserves()


@contextlib.asynccontextmanager
async def annulee(inscription: Inscription) -> AsyncIterator[Inscription]:
    """Serve a collectivité inside a transaction that is rolled back at the end."""
    with utiliser(inscription):
        essai = moteur.transaction()
        await essai.__aenter__()
        try:
            yield inscription
        finally:
            oublier_les_profils()
            await essai.__aexit__(Exception, Exception("the end of the test undoes all"), None)


async def inscription_de(dsn_registre: str, nom: str) -> Inscription:
    """The registry's entry of a collectivité of the tests."""
    from app.base.registre import inscriptions

    return next(i for i in await inscriptions(dsn_registre) if i.nom == nom)


@pytest.fixture
async def ccfi(modeles: str) -> AsyncIterator[Inscription]:
    """The test serves the collectivité « ccfi »; all that it writes is undone."""
    async with annulee(await inscription_de(modeles, "ccfi")) as inscription:
        yield inscription


@pytest.fixture
async def milhaud(modeles: str) -> AsyncIterator[Inscription]:
    """The test serves the collectivité « milhaud »; all that it writes is undone."""
    async with annulee(await inscription_de(modeles, "milhaud")) as inscription:
        yield inscription


@pytest.fixture
async def base_reelle(serveur: ServeurEmbarque, modeles: str) -> AsyncIterator[Inscription]:
    """« ccfi » on a database cloned for this test: real commits, several connections."""
    modele = await inscription_de(modeles, "ccfi")
    await fermer_les_reserves()
    nom = f"essai_{uuid.uuid4().hex[:12]}"
    maitre = await asyncpg.connect(serveur.dsn("postgres"))
    try:
        await maitre.execute(f'CREATE DATABASE "{nom}" TEMPLATE "portail_ccfi"')
        inscription = Inscription(
            nom="ccfi", hotes=modele.hotes, origine=modele.origine, dsn=serveur.dsn(nom), cle=modele.cle
        )
        with utiliser(inscription):
            yield inscription
        await fermer_les_reserves()
        await maitre.execute(f'DROP DATABASE "{nom}" WITH (FORCE)')
    finally:
        oublier_les_profils()
        await maitre.close()


@pytest.fixture
async def echange(ccfi: Inscription) -> AsyncIterator["Echange"]:
    """A browser without JavaScript before the whole application, at ccfi's."""
    from tests.outils.echange import ouvrir_echange

    async with ouvrir_echange(ccfi) as navigateur:
        yield navigateur

"""A flood of passwords to check: bounded in memory, and nobody pays for what was never judged."""

import asyncio
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.agents import connexion as connexion_agents
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.comptes.creation import References, demander_par_references
from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.comptes.mots_de_passe.condensat import EN_ATTENTE_MAX, FILS, a_part
from app.metier.comptes.preuve import fautes_de_preuve
from tests import personnages
from tests.agents.outils import equipier
from tests.compte.outils import navigateur_connu
from tests.outils.echange import Echange
from tests.personnages import MOT_DE_PASSE

MEGAOCTETS = 600
CINQUANTE = """
import asyncio, resource
from app.main import creer_application
from app.metier.comptes.mots_de_passe import hacher, verifier

async def principal():
    creer_application()
    condensat = await hacher("Mot2passe@")
    assert all(await asyncio.gather(*(verifier(condensat, "Mot2passe@") for _ in range(50))))

asyncio.run(principal())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_cinquante_verifications_a_la_fois_tiennent_en_memoire() -> None:
    """The whole application in a process of its own, 50 checks at once: 600 MB at most."""
    fini = subprocess.run([sys.executable, "-c", CINQUANTE], capture_output=True, text=True, check=True, timeout=120)
    assert 0 < int(fini.stdout) <= MEGAOCTETS


def test_les_fils_bornent_la_memoire_des_calculs() -> None:
    """19 MiB for each check under way, however many wait."""
    assert FILS * 19 < MEGAOCTETS // 4
    assert EN_ATTENTE_MAX <= 200


async def test_tout_condensat_garde_est_argon2id_aux_parametres_choisis(ccfi: Inscription) -> None:
    """Residents, agents, and passwords that wait for their link: nothing else is at rest."""
    await personnages.camille()
    await equipier()
    await personnages.dupont()
    await demander_par_references(References("x@example.fr", MOT_DE_PASSE, "DUPONT", "PSEMCSMJ"), adresse="192.0.2.1")
    gardes = await lignes(
        "SELECT mot_de_passe AS m FROM compte UNION ALL SELECT password FROM agent "
        "UNION ALL SELECT mot_de_passe FROM jeton WHERE mot_de_passe <> ''"
    )
    assert len(gardes) == 3
    for garde in gardes:
        lus = extract_parameters(garde["m"])
        assert (lus.type, lus.version) == (Type.ID, 19)
        assert lus.memory_cost >= 19 * 1024
        assert lus.time_cost >= 2
        assert (lus.salt_len, lus.hash_len) == (16, 32)


async def test_d_anciens_parametres_sont_rafraichis_a_la_connexion_et_au_bon_mot_de_passe_seul(
    ccfi: Inscription,
) -> None:
    await personnages.camille()
    ancien = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(MOT_DE_PASSE)
    await executer("UPDATE compte SET mot_de_passe = $1", ancien)
    assert await reconnaitre(Essai("camille.martin@example.fr", "Faux2passe@", "192.0.2.1")) is None
    assert await valeur("SELECT mot_de_passe FROM compte") == ancien
    assert await reconnaitre(Essai("camille.martin@example.fr", MOT_DE_PASSE, "192.0.2.1")) is not None
    assert extract_parameters(await valeur("SELECT mot_de_passe FROM compte")).memory_cost == 19 * 1024


@asynccontextmanager
async def file_pleine() -> AsyncIterator[None]:
    """As much work as the queue holds, that ends with the block."""
    fin = threading.Event()
    travaux = [asyncio.create_task(a_part(fin.wait)) for _ in range(EN_ATTENTE_MAX)]
    await asyncio.sleep(0)
    try:
        yield
    finally:
        fin.set()
        await asyncio.gather(*travaux)


async def se_connecter() -> None:
    await reconnaitre(Essai("camille.martin@example.fr", MOT_DE_PASSE, "192.0.2.1"))


async def se_connecter_de_chez_soi() -> None:
    await reconnaitre(Essai("camille.martin@example.fr", MOT_DE_PASSE, "192.0.2.1", appareil=navigateur_connu()))


async def se_connecter_en_agent() -> None:
    await connexion_agents.reconnaitre("lea", "Faux2passe@", "192.0.2.1")


async def demander() -> None:
    await demander_par_references(References("x@example.fr", MOT_DE_PASSE, "DUPONT", "PSEMCSMJ"), adresse="192.0.2.1")


async def prouver() -> None:
    await fautes_de_preuve(1, "Faux2passe@")


@pytest.mark.parametrize("geste", [se_connecter, se_connecter_de_chez_soi, se_connecter_en_agent, demander, prouver])
async def test_ce_qui_n_a_pas_ete_juge_n_est_compte_a_personne(
    ccfi: Inscription, geste: Callable[[], Awaitable[None]]
) -> None:
    """The queue is full: « try again in a moment », and no limit is nearer than before."""
    await personnages.camille()
    async with file_pleine():
        with pytest.raises(TropDeCalculs):
            await geste()
    assert await valeur("SELECT coalesce(sum(cardinality(essais)), 0) FROM limite") == 0


async def test_une_foule_a_la_porte_laisse_aux_pages_leurs_connexions(base_reelle: Inscription) -> None:
    """Two hundred tries at once: those past the queue are put off at once, uncounted; a page's query waits for none."""
    essais = [
        lancer(reconnaitre(Essai(f"p{rang}@example.fr", MOT_DE_PASSE, f"198.51.100.{rang}"))) for rang in range(200)
    ]
    await asyncio.sleep(0)
    attentes = []
    while not all(essai.done() for essai in essais):
        debut = time.perf_counter()
        assert await valeur("SELECT 1") == 1
        attentes.append(time.perf_counter() - debut)
        await asyncio.sleep(0.02)
    rendus = await asyncio.gather(*essais, return_exceptions=True)
    remis = sum(isinstance(rendu, TropDeCalculs) for rendu in rendus)
    juges = sum(rendu is None for rendu in rendus)
    assert (remis >= 200 - EN_ATTENTE_MAX - FILS - 2, remis + juges) == (True, 200)
    assert await valeur("SELECT count(*) FROM limite") == 2 * juges + 1  # an address and an account each, and all
    assert sorted(attentes)[len(attentes) * 95 // 100] < 0.5


async def test_une_file_pleine_se_dit_en_francais_avec_l_heure_de_revenir(echange: Echange) -> None:
    await personnages.camille()
    async with file_pleine():
        reponse = await echange.soumettre(
            "/connexion", {"identifiant": "camille.martin@example.fr", "mot_de_passe": MOT_DE_PASSE}
        )
        assert reponse.status_code == 503
        assert int(reponse.headers["retry-after"]) > 0
        assert "Beaucoup de personnes se connectent" in echange.texte()

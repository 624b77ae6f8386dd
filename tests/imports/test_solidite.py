"""What must hold when the power fails, when two clerks press together, when the file is a bomb."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from app.base import Inscription, transaction, utiliser, valeur
from app.imports import importer
from app.metier.erreurs import RegleRefusee
from tests.imports.atelier import etat, prendre, socle

PROGRAMME = """
import asyncio, sys
from pathlib import Path
from app.base import Inscription, utiliser
from app.imports import importer

def sommet():
    # Not ru_maxrss, which a child inherits from the parent that forked it.
    lignes = Path("/proc/self/status").read_text().splitlines()
    return next(int(ligne.split()[1]) // 1024 for ligne in lignes if ligne.startswith("VmHWM"))

async def principal():
    with utiliser(Inscription(nom="ccfi", hotes=(), origine="http://ccfi.localhost", dsn=sys.argv[1], cle=bytes(32))):
        rapport = await importer(sys.argv[2], Path(sys.argv[3]), pour_de_vrai=True)
    print(rapport.ajoutees, rapport.refusees, sommet(), flush=True)

print("pret", flush=True)
asyncio.run(principal())
"""


def lancer(inscription: Inscription, nature: str, fichier: Path) -> "subprocess.Popen[str]":
    """The import in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAMME, inscription.dsn, nature, str(fichier)], stdout=subprocess.PIPE, text=True
    )


def ecrire_levees(fichier: Path, combien: int) -> Path:
    with fichier.open("w") as sortie:
        sortie.write("puce;date;heure;poids_kg;tournee;statut\n")
        for rang in range(combien):
            jour, minute = divmod(rang, 1440)
            an, reste = divmod(jour, 336)
            mois, du = divmod(reste, 28)
            heure = f"{minute // 60:02d}:{minute % 60:02d}"
            sortie.write(f"P1;{du + 1:02d}/{mois + 1:02d}/{2015 + an};{heure};{rang % 40},5;T{rang % 7};OK\n")
    return fichier


async def test_la_memoire_reste_plate(tmp_path: Path, base_reelle: Inscription) -> None:
    await socle(tmp_path)
    fichier = ecrire_levees(tmp_path / "levees.csv", 200_000)
    tache = await asyncio.to_thread(lambda: lancer(base_reelle, "levees", fichier).communicate(timeout=120)[0])
    ajoutees, refusees, sommet_mo = map(int, tache.split()[1:])
    assert (ajoutees, refusees) == (200_000, 0)
    assert sommet_mo < 200


async def test_cent_mille_lignes_toutes_fausses(tmp_path: Path, base_reelle: Inscription) -> None:
    fichier = tmp_path / "levees.csv"
    fichier.write_text("puce;date;heure\n" + "".join(f"X{rang};40/13/2024;99:99\n" for rang in range(100_000)))
    debut = time.monotonic()
    tache = await asyncio.to_thread(lambda: lancer(base_reelle, "levees", fichier).communicate(timeout=120)[0])
    ajoutees, refusees, sommet_mo = map(int, tache.split()[1:])
    assert (ajoutees, refusees) == (0, 100_000)
    assert sommet_mo < 200
    assert time.monotonic() - debut < 60


async def test_tue_en_route_rien_ou_tout(tmp_path: Path, base_reelle: Inscription) -> None:
    await socle(tmp_path)
    fichier = ecrire_levees(tmp_path / "levees.csv", 20_000)
    for tour in range(4):
        processus = lancer(base_reelle, "levees", fichier)
        assert processus.stdout is not None
        await asyncio.to_thread(processus.stdout.readline)
        await asyncio.sleep(0.15 * tour)
        os.kill(processus.pid, signal.SIGKILL)
        await asyncio.to_thread(processus.communicate)
        assert await valeur("SELECT count(*) FROM levee") in (0, 20_000)
        assert not psutil.pid_exists(processus.pid)
    await attendre_la_fin()
    await importer("levees", fichier, pour_de_vrai=True)
    avant = await etat("levee")
    assert len(avant["levee"]) == 20_000
    assert (await importer("levees", fichier, pour_de_vrai=True)).inchangees == 20_000
    assert await etat("levee") == avant


async def attendre_la_fin() -> None:
    """The server notices a client's death within moments, and lets its lock go."""
    for _ in range(100):
        if not await valeur("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = "
                            "(SELECT oid FROM pg_database WHERE datname = current_database())"):  # fmt: skip
            return
        await asyncio.sleep(0.1)
    pytest.fail("the lock of a dead import is still held")


async def test_un_seul_import_a_la_fois(tmp_path: Path, base_reelle: Inscription) -> None:
    fichier = tmp_path / "abonnes.csv"
    fichier.write_text("code_usager;nom\n1;A\n")
    pris = asyncio.Event()
    assez = asyncio.Event()

    async def tenir() -> None:
        with utiliser(base_reelle):
            async with transaction():
                await valeur("SELECT pg_advisory_xact_lock(hashtextextended('import', 0))::text")
                pris.set()
                await assez.wait()

    tache = asyncio.create_task(tenir())
    await pris.wait()
    with pytest.raises(RegleRefusee, match="Un autre import"):
        await importer("abonnes", fichier, pour_de_vrai=True)
    assez.set()
    await tache
    assert (await importer("abonnes", fichier, pour_de_vrai=True)).ajoutees == 1


async def test_l_import_refuse_ne_laisse_rien(tmp_path: Path, base_reelle: Inscription) -> None:
    avant = await etat()
    corps = "".join(f"{rang};N{rang}\n" for rang in range(3000))
    with pytest.raises(RegleRefusee, match="guillemet"):
        await prendre(tmp_path, "abonnes", "code_usager;nom\n" + corps + '9;"A\n')
    assert await etat() == avant
    assert (await prendre(tmp_path, "abonnes", "code_usager;nom\n" + corps)).ajoutees == 3000

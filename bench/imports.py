"""`python -m bench.imports [share]`: how fast the imports are, beside a bare COPY of the same lifts.

Makes the files of 50 000 abonnés, 50 000 contrats, 70 000 bins and a million lifts (times `share`), imports each for
real into a new database of the embedded server, durability on as in production, then again, each time in a process of
its own.
"""

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.base import Inscription, connexion, executer, fermer_les_reserves, patience, utiliser
from app.base.embarque import ServeurEmbarque
from app.base.migrations import migrer
from app.imports import importer
from app.metier.collectivite import Collectivite

ABONNES, BACS, LEVEES = 50_000, 70_000, 1_000_000
RUES = ("ROUTE DE MÉTEREN", "RUE D’AIRE", "RUE DE LA GARE", "PLACE PLICHON", "RUE DU MOULIN", "CHEMIN DU MONT")


def ecrire(dossier: Path, part: float) -> None:
    """The files, as billing and the lorries give them: the lifts in order of time."""
    hasard = random.Random(1)
    abonnes, bacs, levees = int(ABONNES * part), int(BACS * part), int(LEVEES * part)
    with (dossier / "abonnes.csv").open("w") as sortie:
        sortie.write("code_usager;categorie;civilite;nom;prenom;email;telephone_1;type_1;personnes_foyer\n")
        for rang in range(abonnes):
            sortie.write(
                f"{rang:06d};PARTICULIER INDIVIDUEL;Mme;NOM-{rang % 9000};ÉLODIE;r{rang}@example.fr;06{rang:08d};"
                f"Portable;{rang % 6}\n"
            )
    with (dossier / "contrats.csv").open("w") as sortie:
        champs = ("numero", "rue", "code_postal", "ville")
        sortie.write(";".join(["reference;code_usager;forfait;souscrit_le", *(f"hab_{c}" for c in champs)]) + "\n")
        for rang in range(abonnes):
            sortie.write(f"{rang:06d};{rang:06d};Bac;01/01/2020;{rang % 200};{RUES[rang % 6]};59270;BAILLEUL\n")
    with (dossier / "bacs.csv").open("w") as sortie:
        sortie.write("numero;puce;reference_contrat;part;flux;volume_l;mis_en_service_le;depuis\n")
        for rang in range(bacs):
            contrat = rang % abonnes
            sortie.write(f"B{rang:06d};E2801160{rang:012d};{contrat:06d};1;OM;120;01/01/2020;01/01/2020\n")
    with (dossier / "levees.csv").open("w") as sortie:
        sortie.write("puce;date;heure;poids_kg;tournee;statut\n")
        for passage in range(-(-levees // bacs)):
            jour = f"{1 + passage % 28:02d}/{1 + passage // 28:02d}/2025"
            for rang in range(min(bacs, levees - passage * bacs)):
                seconde = 21_600 + rang % 28_800
                heure = f"{seconde // 3600:02d}:{seconde // 60 % 60:02d}:{seconde % 60:02d}"
                poids = hasard.randint(4, 60)
                sortie.write(f"E2801160{rang:012d};{jour};{heure};{poids},{5 * (rang % 2)};T{rang % 40:02d};OK\n")


async def copie_nue(fichier: Path) -> float:
    """Seconds of a COPY of the file as it is into a table without index."""
    await executer("CREATE TABLE nue (puce text, date text, heure text, poids text, tournee text, statut text)")
    debut = time.perf_counter()
    async with connexion() as prise:
        await prise.copy_to_table("nue", source=fichier, format="csv", delimiter=";", header=True, timeout=600)
    duree = time.perf_counter() - debut
    await executer("DROP TABLE nue")
    return duree


async def mesurer(dsn: str, nature: str, fichier: Path) -> None:
    """One import, in this process; prints its figures as JSON."""
    with utiliser(_inscription(dsn)):
        rapport = await importer(nature, fichier, pour_de_vrai=True)
        await fermer_les_reserves()
    sommet = sommet_mo()
    print(json.dumps([rapport.lues, rapport.ajoutees, rapport.inchangees, rapport.refusees, rapport.duree, sommet]))


def sommet_mo() -> float:
    """The highest memory of this process so far."""
    etat = Path("/proc/self/status").read_text().splitlines()
    return next(int(ligne.split()[1]) / 1024 for ligne in etat if ligne.startswith("VmHWM"))


def _inscription(dsn: str) -> Inscription:
    return Inscription(nom="banc", hotes=(), origine="http://banc.localhost", dsn=dsn, cle=bytes(32))


async def _preparer(dsn: str) -> None:
    with utiliser(_inscription(dsn)):
        await migrer(_inscription(dsn), "portail")
        await Collectivite(nom="Banc", nom_court="Banc", courriel_contact="banc@example.fr").save()
        await fermer_les_reserves()


async def _copier(dsn: str, fichier: Path) -> float:
    with utiliser(_inscription(dsn)), patience(600):
        duree = await copie_nue(fichier)
        await fermer_les_reserves()
    return duree


def _tout(dossier: Path, dsn: str) -> None:
    asyncio.run(_preparer(dsn))
    nue = asyncio.run(_copier(dsn, dossier / "levees.csv"))
    lues_nue = 0
    print(f"{'import':<10}{'passage':>9}{'lignes':>10}{'s':>8}{'lignes/s':>10}{'Mo':>6}")
    for passage in ("premier", "second"):
        for nature in ("abonnes", "contrats", "bacs", "levees"):
            commande = [sys.executable, "-m", "bench.imports", "--un", dsn, nature, str(dossier / f"{nature}.csv")]
            sortie = subprocess.run(commande, check=True, capture_output=True, text=True).stdout
            lues, ajoutees, inchangees, refusees, duree, sommet = json.loads(sortie.splitlines()[-1])
            if refusees or (ajoutees if passage == "premier" else inchangees) != lues:
                raise SystemExit(f"{nature}, {passage}: {sortie}")
            print(f"{nature:<10}{passage:>9}{lues:>10}{duree:>8.2f}{lues / duree:>10.0f}{sommet:>6.0f}", end="")
            print(f"   {duree / nue:.1f} × COPY" if nature == "levees" else "")
            lues_nue = lues
    print(f"{'COPY nu':<10}{'':>9}{lues_nue:>10}{nue:>8.2f}{lues_nue / nue:>10.0f}")


def principal() -> None:
    """The whole table, or one import when called by itself."""
    if sys.argv[1:2] == ["--un"]:
        asyncio.run(mesurer(sys.argv[2], sys.argv[3], Path(sys.argv[4])))
        return
    part = float(sys.argv[1]) if sys.argv[1:] else 1.0
    with tempfile.TemporaryDirectory() as nom:
        dossier = Path(nom)
        dossier.chmod(0o755)
        ecrire(dossier, part)
        serveur = ServeurEmbarque(dossier / "serveur")
        serveur.demarrer()
        try:
            _tout(dossier, serveur.dsn())
        finally:
            serveur.effacer()


if __name__ == "__main__":
    principal()

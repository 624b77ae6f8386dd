"""The commands as an operator types them, on a cluster of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.embarque import ServeurEmbarque

RACINE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of an operator who has set nothing but the folder."""
    dossier = tmp_path_factory.mktemp("instance")
    yield {nom: v for nom, v in os.environ.items() if not nom.startswith("PORTAIL_")} | {
        "PORTAIL_DOSSIER": str(dossier)
    }
    ServeurEmbarque(dossier).effacer()


def portail(instance: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-c", "from app.commandes import portail; portail()", *arguments],
        env=instance, cwd=RACINE, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_d_une_instance_vide_a_un_fichier_importe(instance: dict[str, str], tmp_path: Path) -> None:
    assert portail(instance, "migrer").stdout == "registre : 1 migration(s)\n"
    inscrire = [
        "inscrire",
        "essai",
        "--origine",
        "https://dechets.exemple.fr",
        "--titre",
        "Essai",
        "--courriel",
        "a@b.fr",
    ]
    assert portail(instance, *inscrire).returncode == 0
    assert portail(instance, *inscrire).returncode == 0, "twice is once"
    fichier = tmp_path / "abonnes.csv"
    fichier.write_text("code_usager;nom\n00001;DUPONT\n", "utf-8")
    blanc = portail(instance, "importer", "abonnes", str(fichier))
    assert blanc.returncode == 0
    vrai = portail(instance, "importer", "abonnes", str(fichier), "--pour-de-vrai")
    assert vrai.returncode == 0
    encore = portail(instance, "importer", "abonnes", str(fichier), "--pour-de-vrai")
    assert blanc.stdout != vrai.stdout != encore.stdout
    verifie = portail(instance, "verifier")
    assert (verifie.returncode, verifie.stdout) == (0, "essai : 0 brèche(s)\n")


def test_le_second_facteur_d_un_agent_se_retire(instance: dict[str, str]) -> None:
    """The whole way of an agent who has lost everything is in tests/metier/agents; here, what the operator reads."""
    nom = ["--prenom", "Ana", "--nom-de-famille", "Diaz"]
    assert portail(instance, "agent", "ana@exemple.fr").returncode == 2
    assert portail(instance, "agent", "ana@exemple.fr", *nom).returncode == 0
    refus = portail(instance, "agent", "ana@exemple.fr", "--sans-second-facteur")
    assert refus.returncode == 1
    assert "Aucun agent n’a de second facteur à cette adresse." in refus.stderr


def test_un_refus_est_une_phrase_et_non_une_pile(instance: dict[str, str]) -> None:
    for arguments in (
        ["inscrire", "MAUVAIS", "--origine", "https://a.fr", "--titre", "x", "--courriel", "a@b.fr"],
        ["verifier", "--collectivite", "inconnue"],
    ):
        refus = portail(instance, *arguments)
        assert refus.returncode == 1
        assert "Traceback" not in refus.stderr
        assert refus.stderr.startswith("Error: ")


def test_des_reglages_faux_sont_nommes(instance: dict[str, str]) -> None:
    refus = portail(instance | {"PORTAIL_SMTP": "x", "PORTAIL_JOURNAL": "y"}, "verifier")
    assert refus.returncode == 1
    assert "PORTAIL_SMTP" in refus.stderr
    assert "PORTAIL_JOURNAL" in refus.stderr

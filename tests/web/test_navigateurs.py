"""The names of browsers: words of ours, whatever the header says."""

import subprocess
import sys
import time

import pytest

from app.web.navigateurs import INCONNU, NAVIGATEURS, SYSTEMES, nommer

CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
IOS = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) {}"


@pytest.mark.parametrize(
    ("entete", "nom"),
    [
        ("Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0", "Firefox sur Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox sur Linux"),
        ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox sur Linux"),
        (CHROME.format("Windows NT 10.0; Win64; x64"), "Chrome sur Windows"),
        (CHROME.format("X11; CrOS x86_64 14541.0.0"), "Chrome sur ChromeOS"),
        (CHROME.format("Windows NT 10.0; Win64; x64") + " Edg/140.0.0.0", "Edge sur Windows"),
        (CHROME.format("Macintosh; Intel Mac OS X 10_15_7") + " OPR/120.0.0.0", "Opera sur macOS"),
        (CHROME.format("Linux; Android 10; K").replace("Safari", "Mobile Safari"), "Chrome sur Android"),
        (
            "Mozilla/5.0 (Linux; Android 15; SAMSUNG SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) "
            "SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Samsung Internet sur Android",
        ),
        (IOS.format("Version/18.5 Mobile/15E148 Safari/604.1"), "Safari sur iOS"),
        (IOS.format("CriOS/140.0.7339.39 Mobile/15E148 Safari/604.1"), "Chrome sur iOS"),
        (IOS.format("FxiOS/142.0 Mobile/15E148 Safari/605.1.15"), "Firefox sur iOS"),
        ("curl/8.14.1", INCONNU),
        ("", INCONNU),
        ("<script>alert(1)</script>Bot/1.0 (Windows NT 10.0)", f"{INCONNU} sur Windows"),
        ("MonNom-DUPONT/1.0", INCONNU),
        ("\x00\xff\ud800é" * 200, INCONNU),
    ],
)
def test_chaque_navigateur_a_son_nom(entete: str, nom: str) -> None:
    assert nommer(entete) == nom


def test_rien_de_l_entete_ne_passe() -> None:
    """Only the products of our two lists can come out: no name is longer than this."""
    assert max(map(len, NAVIGATEURS)) + len(" sur ") + max(map(len, SYSTEMES)) <= 30


@pytest.mark.parametrize(
    "motif", ["a", "(", "; ", "Mozilla/5.0 ", "Android ", "-_", "1.", "/" * 7 + " ", "Windows NT "]
)
def test_un_entete_tordu_ne_prend_pas_de_temps(motif: str) -> None:
    nommer("préchauffage")
    debut = time.perf_counter()
    nommer(motif * 10_000)
    assert time.perf_counter() - debut < 0.25


def test_la_liste_ne_se_charge_pas_avec_l_application() -> None:
    programme = "import sys, app.main, app.web.navigateurs; sys.exit('ua_parser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", programme], check=False).returncode == 0

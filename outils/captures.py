"""Make the screenshots of docs/captures/ from a demonstration of its own: `python outils/captures.py`."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.navigateur.chromium import chromium
from tests.navigateur.demonstration import CAMILLE, MOT_DE_PASSE, demonstration

DOSSIER = Path(__file__).resolve().parents[1] / "docs" / "captures"
PRISES = (
    ("accueil", "/", 1280, 620),
    ("espace", "/espace", 1280, 700),
    ("factures", "/factures", 1280, 1300),
    ("factures-320", "/factures", 320, 1500),
)
"""File, address, width and height of the window."""
OCTETS = 150_000
COULEURS = 128


def photographier(page: Page, chemin: Path, largeur: int, hauteur: int) -> int:
    """A picture of the window in few colours; its size."""
    page.set_viewport_size({"width": largeur, "height": hauteur})
    with Image.open(io.BytesIO(page.screenshot())) as image:
        image.convert("RGB").quantize(COULEURS).save(chemin, optimize=True)
    return chemin.stat().st_size


def principal() -> int:
    """All of them; exit code 1 when one is too heavy."""
    DOSSIER.mkdir(parents=True, exist_ok=True)
    trop = False
    with tempfile.TemporaryDirectory() as dossier, demonstration(Path(dossier)) as demo, chromium() as navigateur:
        page = navigateur.new_page()
        for nom, adresse, largeur, hauteur in PRISES:
            page.goto(demo.origine() + adresse)
            if page.url.startswith(demo.origine() + "/connexion"):
                page.get_by_label("Identifiant (adresse mail)").fill(CAMILLE)
                page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
                page.get_by_role("button", name="CONNEXION", exact=True).click()
                page.wait_for_url(demo.origine() + adresse)
            taille = photographier(page, DOSSIER / f"{nom}.png", largeur, hauteur)
            print(f"docs/captures/{nom}.png: {taille} bytes")
            trop = trop or taille > OCTETS
    return 1 if trop else 0


if __name__ == "__main__":
    sys.exit(principal())

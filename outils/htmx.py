"""Put static/js/htmx.min.js in place, from the wheel pinned in requirements-htmx.txt.

Run at set-up: `python outils/htmx.py`. Does nothing, without network, when the right file is there.
Needs the standard library and pip only. To change the version: the pin, its hash, and EMPREINTE below.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
EXIGENCES = RACINE / "requirements-htmx.txt"
CIBLE = RACINE / "static" / "js" / "htmx.min.js"
MEMBRE = "django_htmx/static/django_htmx/htmx-2.min.js"
# htmx 2.0.10
EMPREINTE = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"


def installer(cible: Path = CIBLE) -> bool:
    """Whether the file had to be fetched."""
    if cible.is_file() and est_attendu(cible.read_bytes()):
        return False
    contenu = extraire_de_la_roue()
    if not est_attendu(contenu):
        raise SystemExit(f"{MEMBRE} has another sha256 than {EMPREINTE}: nothing was written")
    cible.parent.mkdir(parents=True, exist_ok=True)
    cible.write_bytes(contenu)
    return True


def est_attendu(contenu: bytes) -> bool:
    return hashlib.sha256(contenu).hexdigest() == EMPREINTE


def extraire_de_la_roue() -> bytes:
    with tempfile.TemporaryDirectory() as dossier:
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
                *("--no-deps", "--require-hashes", "--requirement", str(EXIGENCES), "--dest", dossier),
            ],
            check=True,
        )
        (roue,) = Path(dossier).glob("*.whl")
        with zipfile.ZipFile(roue) as archive:
            return archive.read(MEMBRE)


if __name__ == "__main__":
    print(f"{CIBLE.relative_to(RACINE)}: {'written' if installer() else 'already there'}")

"""`python -m outils.donnees_demo`: write the files again (they are committed)."""

from pathlib import Path

from outils.donnees_demo import ccfi, milhaud

RACINE = Path(__file__).resolve().parents[2] / "donnees" / "demo"

if __name__ == "__main__":
    ccfi.ecrire(RACINE / "ccfi")
    milhaud.ecrire(RACINE / "milhaud")

"""kill -9 of the server while residents pay: `python -m bench.chaos_paiements --coups 200` prints what was lost (0)."""

import argparse
import asyncio

from app import journal
from tests.chaos.tempete import tempete


def principal() -> int:
    """Exit code 1 when anything was lost or counted twice."""
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--coups", type=int, default=50, help="how many times the server is killed")
    lecteur.add_argument("--graine", type=int, default=1, help="seed of the random moments")
    choix = lecteur.parse_args()
    journal.configurer("error")
    bilan = asyncio.run(tempete(choix.coups, graine=choix.graine, factures=max(400, choix.coups * 8)))
    print(bilan.texte())
    return 0 if bilan.est_bon else 1


if __name__ == "__main__":
    raise SystemExit(principal())

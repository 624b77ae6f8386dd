"""The same notification two hundred times at once, over HTTP: `python -m bench.notifications --tours 20`."""

import argparse
import asyncio
import time

import httpx

from app import journal
from app.base import valeur
from app.metier.verification import verifier
from tests.chaos.payeurs import regler
from tests.chaos.terrain import Terrain, dresser


async def un_tour(terrain: Terrain, reference: str, copies: int) -> list[float]:
    """Pay a bill, let nobody know, then say it `copies` times at once; how long each answer took."""
    idop = await regler(terrain, terrain.payeurs[0], reference)
    await terrain.http.post(f"{terrain.tresor}/simulateur/payer.json", json={"idop": idop, "issue": "P"})

    async def notifier() -> float:
        debut = time.perf_counter()
        reponse = await terrain.http.post("/paiement/notification", data={"idop": idop}, timeout=60)
        if reponse.status_code != httpx.codes.OK:
            raise SystemExit(f"HTTP {reponse.status_code}")
        return time.perf_counter() - debut

    return sorted(await asyncio.gather(*(notifier() for _ in range(copies))))


async def mesurer(tours: int, copies: int) -> int:
    """Print the figures; 1 when a payment was counted other than once."""
    durees: list[float] = []
    async with dresser(payeurs=1, factures=tours) as terrain:
        await terrain.http.post(f"{terrain.tresor}/simulateur/reglages.json", json={"notification": "perdue"})
        for reference in terrain.payeurs[0].references:
            durees += await un_tour(terrain, reference, copies)
        reglements = await valeur("SELECT count(*) FROM reglement")
        recus = await valeur("SELECT count(*) FROM courriel WHERE modele = 'paiement_recu'")
        questions = await valeur("SELECT sum(verifications) FROM paiement")
        breches = len(await verifier())
    durees.sort()
    print(f"payments {tours}, notifications {len(durees)}, all answered 200")
    print(f"lines of the ledger {reglements}, receipts {recus}, questions to PayFiP {questions}, breaches {breches}")
    print(
        f"answer: median {durees[len(durees) // 2] * 1000:.0f} ms, 99 % {durees[len(durees) * 99 // 100] * 1000:.0f} ms"
    )
    return 0 if (reglements, recus, breches) == (tours, tours, 0) else 1


def principal() -> int:
    """Exit code 1 unless each payment was counted exactly once."""
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--tours", type=int, default=5, help="payments")
    lecteur.add_argument("--copies", type=int, default=200, help="notifications of each, at once")
    choix = lecteur.parse_args()
    journal.configurer("error")
    return asyncio.run(mesurer(choix.tours, choix.copies))


if __name__ == "__main__":
    raise SystemExit(principal())

"""The storm: residents pay, PayFiP notifies until it is heard, the server is killed again and again."""

import asyncio
import random

from tests.chaos.bilan import Bilan, apaiser, dresser_le_bilan
from tests.chaos.payeurs import payer_ses_factures
from tests.chaos.terrain import dresser

PAYEURS = 8


async def tempete(coups: int, *, graine: int = 1, factures: int = 400) -> Bilan:
    """`coups` kills at random moments of lives of a quarter to half a second."""
    hasard = random.Random(graine)
    async with dresser(payeurs=PAYEURS, factures=factures) as terrain:
        await terrain.http.post(f"{terrain.tresor}/simulateur/reglages.json", json={"notification": "repetee"})
        fini = asyncio.Event()
        payeurs = [
            asyncio.create_task(payer_ses_factures(terrain, payeur, random.Random(graine + rang), fini))
            for rang, payeur in enumerate(terrain.payeurs)
        ]
        for _ in range(coups):
            await asyncio.sleep(hasard.uniform(0.25, 0.5))
            terrain.tuer()
            await terrain.attendre_le_serveur()
        fini.set()
        await asyncio.gather(*payeurs)
        await apaiser(terrain)
        return await dresser_le_bilan(terrain, coups)

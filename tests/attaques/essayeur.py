"""A process that tries: `python -m tests.attaques.essayeur DSN KEY TRIES ADDRESS` prints how many tries were heard."""

import asyncio
import sys

from app.base import Inscription, fermer_les_reserves, lancer, utiliser
from app.metier.comptes import oubli
from app.metier.limites import TropDEssais


async def demander(rang: int, adresse: str) -> bool:
    """Ask for a new password of an account that does not exist; tell whether the portal listened."""
    try:
        await oubli.demander(f"inconnu{rang}@example.fr", adresse=adresse)
    except TropDEssais:
        return False
    return True


async def essayer(dsn: str, cle: str, combien: int, adresse: str) -> int:
    """All at once."""
    inscription = Inscription("ccfi", ("ccfi.localhost",), "http://ccfi.localhost:8000", dsn, bytes.fromhex(cle))
    with utiliser(inscription):
        entendus = await asyncio.gather(*(lancer(demander(rang, adresse)) for rang in range(combien)))
        await fermer_les_reserves()
    return sum(entendus)


if __name__ == "__main__":
    sys.stdout.write(f"{asyncio.run(essayer(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]))}\n")

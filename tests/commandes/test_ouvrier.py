"""The worker's round goes on whatever a collectivité does."""

from app.base import Inscription
from app.commandes.ouvrier import Tache, accomplir


async def test_une_tache_en_echec_n_arrete_rien(ccfi: Inscription) -> None:
    async def tomber() -> int:
        raise ZeroDivisionError

    async def compter() -> int:
        return 3

    assert await accomplir(Tache(tomber, 1, 1), ccfi) == 0
    assert await accomplir(Tache(compter, 1, 1), ccfi) == 3


async def test_une_base_injoignable_non_plus() -> None:
    async def lire() -> int:
        from app.base import valeur

        return int(await valeur("SELECT 1"))

    perdue = Inscription("perdue", ("x",), "http://x.localhost", "postgresql://x@127.0.0.1:1/x", bytes(32))
    assert await accomplir(Tache(lire, 1, 1), perdue) == 0

"""The same code at the same moment, on many connections: it is good once."""

import asyncio

import pytest

from app.base import Inscription, lancer, transaction, valeur
from app.metier.second_facteur import cle, facteur, secours
from app.metier.second_facteur.porteurs import Porteur
from tests.metier.second_facteur.porteurs import NATURES, porteur
from tests.outils.second_facteur import code, poser


async def _prouver(qui: Porteur, saisi: str) -> bool:
    async with transaction():
        return await facteur.prouver(qui, saisi) is not None


async def _mettre_en_place(qui: Porteur, saisi: str) -> bool:
    async with transaction():
        return await facteur.mettre_en_place(qui, saisi) is not None


@pytest.mark.parametrize("nature", NATURES)
async def test_vingt_fois_le_meme_code_en_fait_un(base_reelle: Inscription, nature: str) -> None:
    """One time step, one recovery code and one first proof, each brought twenty times at once, serve once."""
    qui = await porteur(nature)
    codes = await poser(qui)
    for saisi in (code(), codes[0]):
        rendus = await asyncio.gather(*(lancer(_prouver(qui, saisi)) for _ in range(20)))
        assert sum(rendus) == 1
    assert await secours.restants(qui) == 9
    assert await valeur("SELECT count(*) FROM courriel") == 1

    autre = await porteur(nature, "autre")
    await cle.preparer(autre)
    vue = await cle.cle_a_montrer(autre) or ""
    rendus = await asyncio.gather(*(lancer(_mettre_en_place(autre, code(secret=vue))) for _ in range(20)))
    assert sum(rendus) == 1
    assert await secours.restants(autre) == 10

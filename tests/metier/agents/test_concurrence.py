"""One time step opens one session, however many requests bring it at the same moment."""

import asyncio

from app.base import Inscription, lancer, transaction, valeur
from app.metier.agents import second_facteur, sessions
from app.metier.second_facteur.porteurs import de_l_agent
from tests.agents.outils import equipier
from tests.outils.second_facteur import code, poser


async def _essayer(agent: int, saisi: str) -> bool:
    lue = await sessions.lire(await sessions.ouvrir(agent))
    assert lue is not None
    async with transaction():
        return await second_facteur.prouver(lue, saisi) is not None


async def test_vingt_fois_le_meme_code_n_ouvre_qu_une_session(base_reelle: Inscription) -> None:
    qui = await equipier()
    codes = await poser(de_l_agent(qui.agent.id))
    for rang, saisi in enumerate((code(), codes[0]), start=1):
        entrees = await asyncio.gather(*(lancer(_essayer(qui.agent.id, saisi)) for _ in range(20)))
        assert sum(entrees) == 1
        assert await valeur("SELECT count(*) FROM session_agent WHERE second_facteur_le IS NOT NULL") == rang

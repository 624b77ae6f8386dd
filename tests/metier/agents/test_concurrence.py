"""One time step is used once, however many requests bring it at the same moment."""

import asyncio

import pyotp

from app.base import Inscription, executer, lancer, transaction, valeur
from app.metier.agents import second_facteur, sessions
from app.metier.agents.creation import creer_agent, poser_secret_totp
from app.metier.calendrier import maintenant

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


async def _essayer(agent: int, code: str) -> str | None:
    lue = await sessions.lire(await sessions.ouvrir(agent))
    assert lue is not None
    async with transaction():
        return await second_facteur.prouver(lue, code)


async def test_dix_fois_le_meme_code_n_ouvre_qu_une_session(base_reelle: Inscription) -> None:
    agent = await creer_agent(
        "lea", "lea@mairie.example.fr", "Lea", "Morel", "Levee-du-2-juillet!", administrateur=False
    )
    await poser_secret_totp(agent, SECRET)
    code = pyotp.TOTP(SECRET).at(maintenant())
    jetons = await asyncio.gather(*(lancer(_essayer(agent.id, code)) for _ in range(10)))
    assert sum(jeton is not None for jeton in jetons) == 1
    assert await valeur("SELECT count(*) FROM session_agent WHERE second_facteur_le IS NOT NULL") == 1


async def test_un_pas_plus_ancien_que_le_dernier_ne_sert_plus(ccfi: Inscription) -> None:
    agent = await creer_agent(
        "lea", "lea@mairie.example.fr", "Lea", "Morel", "Levee-du-2-juillet!", administrateur=False
    )
    await poser_secret_totp(agent, SECRET)
    present = int(maintenant().timestamp()) // 30
    await executer("UPDATE agent SET totp_dernier_pas = $2 WHERE id = $1", agent.id, present + 1)
    totp = pyotp.TOTP(SECRET)
    for pas in (-1, 0, 1):
        assert await _essayer(agent.id, totp.at((present + pas) * 30)) is None

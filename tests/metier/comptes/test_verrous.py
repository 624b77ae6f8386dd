"""Two acts on one account at the same moment: one waits for the other, and neither waits for ever."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine

import pytest

from app.base import Inscription, executer, lancer, transaction, valeur
from app.metier.comptes.activation import activer, lire_lien
from app.metier.comptes.connexions import ne_garder_que
from app.metier.comptes.creation import LienPerime, demander_par_adresse
from app.metier.comptes.jetons import emettre, valeur_du_jeton
from app.metier.comptes.tables import NatureJeton
from tests.metier.comptes.adresses import CAMILLE, Connecte, camille

ICI = "192.0.2.1"


async def activation(elle: Connecte) -> Coroutine[object, object, object]:
    await executer("UPDATE rattachement SET jusque_le = now() - interval '1 day'")
    await demander_par_adresse(CAMILLE, adresse=ICI)
    lu = await lire_lien(valeur_du_jeton(await valeur("SELECT id FROM jeton WHERE consomme_le IS NULL")))
    assert lu is not None
    return activer(lu)


async def fermeture(elle: Connecte) -> Coroutine[object, object, object]:
    return ne_garder_que(elle.compte, 0)


async def quelqu_un_attend() -> bool:
    """Wait until another transaction waits for this one."""
    for _ in range(500):
        if await valeur(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        ):
            return True
        await asyncio.sleep(0.01)
    return False


@pytest.mark.parametrize(
    ("geste", "tenue"), [(activation, "jeton"), (fermeture, "session")], ids=["activation", "connexions"]
)
async def test_un_lien_s_emet_pendant_que_le_compte_est_tenu(
    base_reelle: Inscription, geste: Callable[[Connecte], Awaitable[Coroutine[object, object, object]]], tenue: str
) -> None:
    """The act holds the account and waits for a row; who has that row writes a link to the account meanwhile."""
    elle = await camille()
    acte = await geste(elle)
    async with asyncio.timeout(10):
        async with transaction():
            await executer(f"SELECT FROM {tenue} FOR UPDATE")
            autre = lancer(acte)
            assert await quelqu_un_attend()
            await emettre(NatureJeton.ACTIVATION, courriel=CAMILLE, compte=elle.compte)
        rendu = (await asyncio.gather(autre, return_exceptions=True))[0]
    assert isinstance(rendu, LienPerime if tenue == "jeton" else int)

"""A server that hangs holds nobody for long, and leaves nothing open behind it."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from app.base import Inscription, endurance, executer, patience, point_de_reprise, transaction, valeur

DORMIR = "SELECT pg_sleep($1)"


async def _en_une_fois() -> None:
    await valeur(DORMIR, 30)


async def _dans_une_transaction() -> None:
    async with transaction():
        await _en_une_fois()


async def _dans_un_point_de_reprise() -> None:
    async with transaction(), point_de_reprise():
        await _en_une_fois()


async def _par_petits_bouts() -> None:
    async with transaction():
        for _ in range(100):
            await valeur(DORMIR, 0.1)


@pytest.mark.parametrize("travail", [_en_une_fois, _dans_une_transaction, _dans_un_point_de_reprise, _par_petits_bouts])
async def test_tout_ce_qu_une_demande_attend_est_borne(
    base_reelle: Inscription, travail: Callable[[], Awaitable[None]]
) -> None:
    debut = time.monotonic()
    with endurance(0.5), pytest.raises(TimeoutError):
        await travail()
    assert time.monotonic() - debut < 2.5
    assert await valeur("SELECT 1") == 1
    assert await _ouvertes() == 0


async def test_ce_qui_s_attend_ailleurs_ne_compte_pas(base_reelle: Inscription) -> None:
    with endurance(0.2):
        await asyncio.sleep(0.3)  # PayFiP, a password: not the database
        assert await valeur("SELECT 1") == 1


async def test_un_travail_long_a_sa_propre_mesure(base_reelle: Inscription) -> None:
    with endurance(0.1), patience(10):
        await executer(DORMIR, 0.3)


async def _ouvertes() -> int:
    """Connections of this database that wait inside a transaction."""
    requete = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"
    return int(await valeur(requete))

"""Lifts hold to their bin and contrat without a foreign key of the row."""

from datetime import UTC, datetime

import asyncpg
import pytest

from app.base import Inscription, executer, valeur
from app.metier.bacs import Bac, Flux
from tests import personnages

AJOUT = (
    "INSERT INTO levee (puce, leve_le_local, leve_le, bac, contrat, part_dix_milliemes, tournee, statut) "
    "VALUES ('P1', $1, $2, $3, $4, 10000, '', 'OK')"
)
LOCAL, INSTANT = datetime(2026, 1, 5, 8, 0), datetime(2026, 1, 5, 7, 0, tzinfo=UTC)  # noqa: DTZ001 -- the lorry's local hour


@pytest.fixture
async def ancres(ccfi: Inscription) -> tuple[int, int]:
    """A bin and a contrat."""
    flux = Flux(code="OM", libelle="Ordures ménagères")
    await flux.save()
    bac = Bac(numero="B1", flux=flux.id)
    await bac.save()
    return bac.id, (await personnages.dupont()).contrat.id


async def test_une_levee_d_un_bac_inconnu_est_refusee(ancres: tuple[int, int]) -> None:
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await executer(AJOUT, LOCAL, INSTANT, 10**6, ancres[1])


async def test_une_levee_d_un_contrat_inconnu_est_refusee(ancres: tuple[int, int]) -> None:
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await executer(AJOUT, LOCAL, INSTANT, ancres[0], 10**6)


async def test_une_levee_sans_contrat_est_admise(ancres: tuple[int, int]) -> None:
    await executer(AJOUT, LOCAL, INSTANT, ancres[0], None)
    assert await valeur("SELECT count(*) FROM levee") == 1


@pytest.mark.parametrize("colonne", ["bac", "contrat"])
async def test_une_levee_ne_change_pas_de_main(ancres: tuple[int, int], colonne: str) -> None:
    await executer(AJOUT, LOCAL, INSTANT, *ancres)
    with pytest.raises(asyncpg.RestrictViolationError):
        await executer(f"UPDATE levee SET {colonne} = {colonne} + 1")


@pytest.mark.parametrize("table", ["bac", "contrat"])
async def test_ce_qui_a_des_levees_reste(ancres: tuple[int, int], table: str) -> None:
    await executer(AJOUT, LOCAL, INSTANT, *ancres)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await executer(f"DELETE FROM {table} WHERE id = $1", ancres[0] if table == "bac" else ancres[1])

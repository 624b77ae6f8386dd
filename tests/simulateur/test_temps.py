"""Fifteen minutes, the night's purge, and Paris's hours."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from app.payfip import PayfipRefus
from app.payfip.messages.detail import instant_de_creation
from tests.simulateur.outils import Banc, demande

MIDI = datetime(2023, 7, 3, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "status_code"), [(0, 200), (14, 200), (14.99, 200), (15, 410), (60, 410), (24 * 60, 404)]
)
async def test_quinze_minutes_pour_commencer(banc: Banc, minutes: float, status_code: int) -> None:
    with time_machine.travel(MIDI, tick=False) as voyage:
        idop = await banc.client.creer_paiement(demande())
        voyage.move_to(MIDI + timedelta(minutes=minutes))
        assert (await banc.http.get(banc.client.adresse_de_paiement(idop))).status_code == status_code


async def test_une_page_ouverte_a_temps_se_rouvre(banc: Banc) -> None:
    with time_machine.travel(MIDI, tick=False) as voyage:
        idop = await banc.client.creer_paiement(demande())
        await banc.http.get(banc.client.adresse_de_paiement(idop))
        voyage.move_to(MIDI + timedelta(minutes=40))
        assert (await banc.http.get(banc.client.adresse_de_paiement(idop))).status_code == 200


@pytest.mark.parametrize(
    ("cree", "lu", "code"),
    [
        ("2023-07-03T10:00Z", "2023-07-03T21:59Z", "P5"),
        ("2023-07-03T10:00Z", "2023-07-04T00:59Z", "P5"),
        ("2023-07-03T10:00Z", "2023-07-04T01:00Z", "P1"),
        ("2023-07-03T23:30Z", "2023-07-04T00:30Z", "P5"),
        ("2023-07-03T23:30Z", "2023-07-04T01:00Z", "P1"),
        ("2023-12-03T10:00Z", "2023-12-04T01:59Z", "P5"),
        ("2023-12-03T10:00Z", "2023-12-04T02:00Z", "P1"),
    ],
)
async def test_la_nuit_emporte_ce_qui_n_a_jamais_servi(banc: Banc, cree: str, lu: str, code: str) -> None:
    with time_machine.travel(datetime.fromisoformat(cree), tick=False) as voyage:
        idop = await banc.client.creer_paiement(demande())
        voyage.move_to(datetime.fromisoformat(lu))
        with pytest.raises(PayfipRefus) as refus:
            await banc.client.lire_detail(idop)
        assert refus.value.code == code


async def test_ce_qui_a_servi_reste(banc: Banc) -> None:
    with time_machine.travel(MIDI, tick=False) as voyage:
        paye, commence = [await banc.client.creer_paiement(demande()) for _ in range(2)]
        await banc.http.get(banc.client.adresse_de_paiement(commence))
        await banc.payer(paye, "P")
        voyage.move_to(MIDI + timedelta(days=300))
        assert (await banc.client.lire_detail(paye)).effectue_le == MIDI
        with pytest.raises(PayfipRefus, match="P5"):
            await banc.client.lire_detail(commence)


@pytest.mark.parametrize(
    "instant",
    [
        "2023-01-15T08:30Z",
        "2023-07-15T22:30Z",
        "2023-03-26T00:59Z",
        "2023-03-26T01:00Z",
        "2023-10-29T00:30Z",
        "2023-10-29T01:30Z",
        "2023-12-31T23:30Z",
    ],
)
async def test_l_heure_de_paris_revient_au_bon_instant(banc: Banc, instant: str) -> None:
    moment = datetime.fromisoformat(instant)
    with time_machine.travel(moment, tick=False):
        idop = await banc.client.creer_paiement(demande())
        await banc.payer(idop, "P")
        assert (await banc.client.lire_detail(idop)).effectue_le == moment
        assert UUID(idop).version == 1
        assert instant_de_creation(idop) == moment

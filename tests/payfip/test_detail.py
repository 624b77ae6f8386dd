"""Paris's minutes become instants, the doubled hour of October included."""

from datetime import UTC, datetime

import pytest

from app.payfip.messages.detail import instant_de_creation, lire_instant


@pytest.mark.parametrize(
    ("dattrans", "heurtrans", "instant"),
    [
        ("15012023", "0930", "2023-01-15T08:30Z"),
        ("15072023", "0030", "2023-07-14T22:30Z"),
        ("01012024", "0005", "2023-12-31T23:05Z"),
        ("26032023", "0159", "2023-03-26T00:59Z"),
        ("26032023", "0300", "2023-03-26T01:00Z"),
        ("29102023", "0230", "2023-10-29T00:30Z"),
        ("29102023", "0300", "2023-10-29T02:00Z"),
    ],
)
def test_l_heure_de_paris(dattrans: str, heurtrans: str, instant: str) -> None:
    assert lire_instant(dattrans, heurtrans) == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    ("creation", "instant"),
    [
        ("2023-10-29T00:20Z", "2023-10-29T00:30Z"),
        ("2023-10-29T00:30:40Z", "2023-10-29T00:30Z"),
        ("2023-10-29T00:45Z", "2023-10-29T01:30Z"),
        ("2023-10-29T01:20Z", "2023-10-29T01:30Z"),
        ("2023-10-30T12:00Z", "2023-10-29T00:30Z"),
    ],
)
def test_l_heure_double_suit_la_creation(creation: str, instant: str) -> None:
    assert lire_instant("29102023", "0230", datetime.fromisoformat(creation)) == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    ("dattrans", "heurtrans"),
    [
        ("", ""),
        ("15012023", ""),
        ("1501202", "30930"),
        ("32012023", "0930"),
        ("15012023", "2460"),
        ("00000000", "0000"),
        ("01010001", "0000"),
        ("١٥٠١٢٠٢٣", "0930"),
    ],
)
def test_une_heure_impossible_est_inconnue(dattrans: str, heurtrans: str) -> None:
    assert lire_instant(dattrans, heurtrans) is None


def test_un_idop_porte_sa_creation() -> None:
    # The example of RFC 9562, appendix A.1: Tuesday 22 February 2022, 19:22:22 UTC.
    assert instant_de_creation("C232AB00-9414-11EC-B3C8-9F6BDECED846") == datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "idop", ["", "idop", "919108f7-52d1-4320-9bac-f847db4148a8", "ffffffff-ffff-1fff-bfff-ffffffffffff"]
)
def test_un_autre_identifiant_ne_dit_rien_de_faux(idop: str) -> None:
    creation = instant_de_creation(idop)
    assert creation is None or creation.year > 5000

"""Amounts, dates and numbers as residents read them (« ⍽ » stands for the no-break space)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gabarits import filtres


def _visible(texte: str) -> str:
    return texte.replace("\u00a0", "⍽")


@pytest.mark.parametrize(
    ("centimes", "ecrit"),
    [
        (8794, "87,94⍽€"),
        (0, "0,00⍽€"),
        (5, "0,05⍽€"),
        (-1250, "−12,50⍽€"),
        (-5, "−0,05⍽€"),
        (123_456_789, "1⍽234⍽567,89⍽€"),
    ],
)
def test_euros(centimes: int, ecrit: str) -> None:
    assert _visible(filtres.euros(centimes)) == ecrit


@given(st.integers(-(10**12), 10**12))
def test_euros_se_relit_au_centime_pres(centimes: int) -> None:
    ecrit = filtres.euros(centimes)
    assert int(ecrit.translate({0x2212: "-", 0xA0: "", ord(","): "", ord("€"): ""})) == centimes


@pytest.mark.parametrize(
    ("jour", "ecrit"),
    [
        (date(2022, 6, 30), "30⍽juin 2022"),
        (date(2023, 8, 1), "1er⍽août 2023"),
        (date(2024, 2, 29), "29⍽février 2024"),
        (date(2025, 12, 31), "31⍽décembre 2025"),
    ],
)
def test_date_longue(jour: date, ecrit: str) -> None:
    assert _visible(filtres.date_longue(jour)) == ecrit


def test_date_courte() -> None:
    assert filtres.date_courte(date(2023, 7, 2)) == "02/07/2023"


def test_un_instant_est_lu_a_l_heure_de_paris_ete_comme_hiver() -> None:
    assert _visible(filtres.heure(datetime(2023, 7, 2, 14, 32, tzinfo=UTC))) == "16⍽h⍽32"
    assert _visible(filtres.heure(datetime(2023, 1, 2, 8, 5, tzinfo=UTC))) == "9⍽h⍽05"


def test_un_instant_de_fin_de_soiree_change_de_jour() -> None:
    assert _visible(filtres.date_heure(datetime(2023, 6, 30, 22, 30, tzinfo=UTC))) == "01/07/2023 à 0⍽h⍽30"
    assert _visible(filtres.date_longue(datetime(2023, 6, 30, 22, 30, tzinfo=UTC))) == "1er⍽juillet 2023"


def test_une_collectivite_d_outre_mer_lit_son_heure() -> None:
    instant = datetime(2023, 7, 2, 1, 0, tzinfo=UTC)
    assert _visible(filtres.heure(instant, "America/Martinique")) == "21⍽h⍽00"
    assert filtres.date_courte(instant, "America/Martinique") == "01/07/2023"


@pytest.mark.parametrize(
    ("numero", "ecrit"),
    [
        ("0601020304", "06⍽01⍽02⍽03⍽04"),
        ("+33601020304", "06⍽01⍽02⍽03⍽04"),
        ("06.01.02.03.04", "06⍽01⍽02⍽03⍽04"),
        ("+32470123456", "+32⍽470⍽12⍽34⍽56"),
        ("12", "12"),
        ("voir mairie", "voir mairie"),
        ("", ""),
    ],
)
def test_telephone(numero: str, ecrit: str) -> None:
    assert _visible(filtres.telephone(numero)) == ecrit


@pytest.mark.parametrize(
    ("taille", "ecrit"),
    [
        (0, "0⍽octet"),
        (999, "999⍽octets"),
        (16_400, "17⍽Ko"),
        (999_000, "999⍽Ko"),
        (999_001, "1,0⍽Mo"),
        (5_240_000, "5,3⍽Mo"),
    ],
)
def test_octets(taille: int, ecrit: str) -> None:
    assert _visible(filtres.octets(taille)) == ecrit


@pytest.mark.parametrize(
    ("dix_milliemes", "ecrit"),
    [(5000, "50⍽%"), (3333, "33,33⍽%"), (1250, "12,5⍽%"), (10_000, "100⍽%"), (0, "0⍽%")],
)
def test_pourcentage(dix_milliemes: int, ecrit: str) -> None:
    assert _visible(filtres.pourcentage(dix_milliemes)) == ecrit

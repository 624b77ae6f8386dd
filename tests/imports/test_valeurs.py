"""Cells: amounts, days, hours, texts."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.imports.erreurs import ValeurRefusee
from app.imports.valeurs import (
    lire_courriel,
    lire_date,
    lire_decimal,
    lire_heure,
    lire_iban,
    lire_montant,
    lire_siret,
    lire_telephone,
    lire_texte,
)

CENTIMES = st.integers(-99_999_999_999, 99_999_999_999)


@given(
    CENTIMES,
    st.sampled_from([",", "."]),
    st.sampled_from(["", " ", "\u00a0", "\u202f"]),
    st.sampled_from(["", " €", "\u00a0€", "€"]),
)
def test_un_montant_ecrit_se_relit(centimes: int, virgule: str, millier: str, euro: str) -> None:
    entiers, reste = divmod(abs(centimes), 100)
    ecrit = f"{'-' if centimes < 0 else ''}{entiers:,}".replace(",", millier) + f"{virgule}{reste:02d}{euro}"
    assert lire_montant(ecrit) == centimes


@given(st.text(max_size=12))
def test_un_texte_quelconque_est_refuse_ou_ne_tient_que_de_chiffres(brut: str) -> None:
    try:
        centimes = lire_montant(brut)
    except ValeurRefusee:
        return
    assert all(c in "0123456789,. \u00a0\u202f€-" for c in brut)
    assert abs(centimes) < 10**11


@pytest.mark.parametrize(
    "brut",
    ["NaN", "Infinity", "1e5", "1_000", "１２", "٣", "12,345", "1,2,3", "1.234,56", "--1", "+1", "12 34",
    "1 0000", "€", "€ 12",
     "12 € TTC", "0x10", "1 000 00", ",5", "5,", "1000000000"],
)  # fmt: skip
def test_montants_refuses(brut: str) -> None:
    with pytest.raises(ValeurRefusee):
        lire_montant(brut)


@pytest.mark.parametrize(
    ("brut", "attendu"), [("87,94", 8794), ("-25", -2500), ("1\u00a0234,5", 123450), ("0", 0), ("87.94 €", 8794)]
)
def test_montants_admis(brut: str, attendu: int) -> None:
    assert lire_montant(brut) == attendu


def test_les_decimales_de_chaque_colonne() -> None:
    assert lire_decimal("12,345", 3) == 12345
    assert lire_decimal("0,3333", 4) == 3333
    with pytest.raises(ValeurRefusee, match="décimales"):
        lire_decimal("0,33333", 4)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_un_jour_se_relit_des_deux_facons(jour: date) -> None:
    assert lire_date(jour.strftime("%d/%m/%Y")) == jour == lire_date(jour.isoformat())


@pytest.mark.parametrize(
    "brut",
    [
        "31/02/2024",
        "2024-13-01",
        "1/1/24",
        "02-07-2023",
        "０２/07/2023",
        "02/07/2023 00:00",
        "00/01/2024",
        "01/01/0001",
    ],
)
def test_dates_refusees(brut: str) -> None:
    with pytest.raises(ValeurRefusee):
        lire_date(brut)


def test_heures() -> None:
    assert lire_heure("6:41") == lire_heure("06h41") == time(6, 41)
    assert lire_heure("06:41:07") == time(6, 41, 7)
    for brut in ("24:00", "6", "06:60", "6:4", "06:41:99"):
        with pytest.raises(ValeurRefusee):
            lire_heure(brut)


@pytest.mark.parametrize(
    "brut",
    ["a@b", "a b@c.fr", "a@b.fr, c@d.fr", "<a@b.fr>", "@b.fr", "a@b..fr", "a" * 65 + "@b.fr", "a@" + "b." * 200 + "fr"],
)
def test_courriels_refuses(brut: str) -> None:
    with pytest.raises(ValeurRefusee):
        lire_courriel(brut)


def test_formes_admises() -> None:
    assert lire_courriel("Dupont59@gmail.com") == "Dupont59@gmail.com"
    assert lire_telephone("+33 (0)6 01 02 03 04") == lire_telephone("06.01.02.03.04") == "0601020304"
    assert lire_siret("200 040 947 00190") == "20004094700190"
    assert lire_iban("FR76 3000 6000 0112 3456 7890 189") == "FR7630006000011234567890189"
    for lire, faux in (
        (lire_siret, "20004094700191"),
        (lire_iban, "FR7630006000011234567890188"),
        (lire_telephone, "allo"),
    ):
        with pytest.raises(ValeurRefusee):
            lire(faux)


def test_textes() -> None:
    assert lire_texte("29\u00a0ROUTE\r\nDE MÉTEREN") == "29\u00a0ROUTE DE MÉTEREN"
    for faux in ("a\x07b", "a\u202eb", "x" * 201):
        with pytest.raises(ValeurRefusee):
            lire_texte(faux)

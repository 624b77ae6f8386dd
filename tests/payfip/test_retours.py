"""Forgeable returns: read without surprise, whatever their spelling."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.payfip import DemandeInvalide, DemandeTipi, RetourIllisible, adresse_tipi, lire_idop, lire_retour_tipi

RETOUR = {
    "numcli": "090910",
    "exer": "2023",
    "refdet": "999900000000999999",
    "montant": "8794",
    "RESULTRANS": "P",
    "NUMAUTO": "A55A",
    "DatTrans": "29102023",
    "heurtrans": "1735",
}


def test_un_retour_tipi_se_lit_sans_egard_a_la_casse() -> None:
    retour = lire_retour_tipi(RETOUR.items())
    assert (retour.numcli, retour.refdet, retour.montant) == ("090910", "999900000000999999", 8794)
    assert (retour.resultrans, retour.numauto, retour.exer) == ("P", "A55A", "2023")
    assert retour.effectue_le == datetime.fromisoformat("2023-10-29T16:35Z")


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("montant", "87.94"),
        ("montant", "-1"),
        ("montant", "٨"),
        ("numcli", ""),
        ("refdet", "<b>"),
        ("RESULTRANS", ""),
        ("resultrans", "V"),
    ],
)
def test_un_retour_tipi_douteux_est_illisible(champ: str, valeur: str) -> None:
    with pytest.raises(RetourIllisible):
        lire_retour_tipi([*((nom, v) for nom, v in RETOUR.items() if nom != champ), (champ, valeur)])


def test_un_champ_repete_a_l_identique_passe() -> None:
    assert lire_retour_tipi([*RETOUR.items(), ("resultrans", "P")]).resultrans == "P"


@pytest.mark.parametrize(
    ("couples", "idop"),
    [
        ([("idop", "1-a")], "1-a"),
        ([("idOp", "1-a")], "1-a"),
        ([("resultrans", "P"), ("IDOP", " 1-a ")], "1-a"),
        ([("idop", "1-a"), ("idOp", "1-a")], "1-a"),
        ([("idop", "1-a"), ("idOp", "2-b")], None),
        ([("idop", "")], None),
        ([("idop", "a" * 65)], None),
        ([("idop", "1'; --")], None),
        ([], None),
    ],
)
def test_l_idop_d_une_notification(couples: list[tuple[str, str]], idop: str | None) -> None:
    assert lire_idop(couples) == idop


@given(st.lists(st.tuples(st.sampled_from([*RETOUR, "idop", "idOp", "x"]), st.text())))
def test_aucun_retour_ne_surprend(couples: list[tuple[str, str]]) -> None:
    lire_idop(couples)
    with pytest.raises(RetourIllisible):
        lire_retour_tipi([*couples, ("montant", "x")])


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [("montant", 1_000_000), ("saisie", "W"), ("urlcl", "javascript:a"), ("refdet", "a-b-c-d"), ("numcli", "1")],
)
def test_une_demande_tipi_impossible_ne_part_pas(champ: str, valeur: str | int) -> None:
    bonne: dict[str, Any] = {
        "numcli": "090910",
        "exer": "2023",
        "refdet": "FACT12",
        "objet": "Eau",
        "montant": 999_999,
        "mel": "a@example.fr",
        "urlcl": "http://milhaud.localhost/paiement/tipi",
        "saisie": "A",
    }
    assert "montant=999999" in adresse_tipi("http://payfip.localhost", DemandeTipi(**bonne))
    with pytest.raises(DemandeInvalide):
        DemandeTipi(**{**bonne, champ: valeur})

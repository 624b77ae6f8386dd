"""Recovery codes as they are drawn, shown and typed."""

import math

import pytest

from app.base import Inscription, transaction
from app.metier.second_facteur import secours
from app.metier.second_facteur.secours import ALPHABET, LONGUEUR, plier_code
from tests.metier.second_facteur.porteurs import porteur


def test_cinquante_bits_sans_signe_qui_en_cache_un_autre() -> None:
    assert LONGUEUR * math.log2(len(set(ALPHABET))) == 50
    assert not set("01IO") & set(ALPHABET)
    assert ALPHABET.isupper()
    assert ALPHABET.isascii()


@pytest.mark.parametrize(
    "saisi",
    [
        "ABCDE-FGH23",
        "abcde-fgh23",
        "ABCDEFGH23",
        " ab cde fgh 23 ",
        "ABCDE–FGH23",
        "ABCDE\u00a0FGH23",
        "A-B-C-D-E-FGH23\t",
    ],
)
def test_un_code_se_tape_de_plusieurs_facons(saisi: str) -> None:
    assert plier_code(saisi) == "ABCDEFGH23"


@pytest.mark.parametrize(
    "saisi",
    ["", "ABCDE-FGH2", "ABCDE-FGH234", "ABCDE-FGH20", "ABCDE-FGHI2", "ＡBCDE-FGH23", "ABCDE_FGH23", "ſBCDEFGH23"],
)
def test_ce_qui_n_est_pas_un_code_n_interroge_rien(saisi: str) -> None:
    assert plier_code(saisi) is None


async def test_dix_codes_montres_par_groupes(ccfi: Inscription) -> None:
    qui = await porteur("compte")
    async with transaction():
        codes = await secours.tirer(qui)
    assert len(set(codes)) == 10
    for montre in codes:
        assert [len(groupe) for groupe in montre.split("-")] == [5, 5]
    assert await secours.restants(qui) == 10

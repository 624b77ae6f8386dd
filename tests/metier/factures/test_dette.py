"""The debt's reference: put together, never guessed."""

import pytest

from app.metier.factures.dette import afficher_refdet, composer_refdet


@pytest.mark.parametrize(
    ("gabarit", "refdet", "attendu"),
    [
        ("{refdet}", "2023002223002200000000", "2023002223002200000000"),
        ("{refdet}", "", ""),
        ("{exercice}{reference}", "", "20232015001001078"),
        ("{exercice}00{reference}", "ignoree", "2023002015001001078"),
        ("{exercice}{cle}", "", ""),
        ("{refdet}", "AB-CD-EF", ""),
        ("{refdet}", "ABCDE", ""),
        ("{refdet}", "A" * 31, ""),
        ("{refdet}", "２０２３００２２", ""),
    ],
)
def test_composer(gabarit: str, refdet: str, attendu: str) -> None:
    assert composer_refdet(gabarit, refdet=refdet, exercice=2023, reference="2015-001-001078") == attendu


@pytest.mark.parametrize(
    ("refdet", "groupes", "attendu"),
    [
        ("2023002223002200000000", "4-4-14", "2023-0022-23002200000000"),
        ("999900000000999999", "4-8-6", "9999-00000000-999999"),
        ("2023002223002200000000", "", "2023002223002200000000"),
        ("ABCDEF", "4-4-14", "ABCDEF"),
    ],
)
def test_afficher(refdet: str, groupes: str, attendu: str) -> None:
    assert afficher_refdet(refdet, groupes) == attendu

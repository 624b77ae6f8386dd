import unicodedata

import pytest

from app.documents import composer_facture
from app.documents.formats import DESSINABLES, imprimable, prix_unitaire, quantite, siret, taux
from tests.documents.exemples import facture, texte


@pytest.mark.parametrize(
    ("milliemes", "ecrit"), [(1_000, "1"), (1_500, "1,5"), (-2_125, "−2,125"), (1_234_000, "1\xa0234"), (None, "")]
)
def test_une_quantite_se_lit_en_francais(milliemes: int | None, ecrit: str) -> None:
    assert quantite(milliemes) == ecrit


@pytest.mark.parametrize(
    ("dix_milliemes", "ecrit"),
    [(98_000, "9,80\xa0€"), (2_512, "0,2512\xa0€"), (2_510, "0,251\xa0€"), (-500, "−0,05\xa0€"), (None, "")],
)
def test_un_prix_unitaire_garde_ses_decimales(dix_milliemes: int | None, ecrit: str) -> None:
    assert prix_unitaire(dix_milliemes) == ecrit


def test_un_taux_se_lit_en_pour_cent() -> None:
    assert [taux(550), taux(2_000), taux(0), taux(None)] == ["5,5\xa0%", "20\xa0%", "0\xa0%", ""]


def test_un_siret_se_lit_par_groupes() -> None:
    assert siret("20004094700190") == "200\xa0040\xa0947\xa000190"
    assert siret("inconnu") == "inconnu"


@pytest.mark.parametrize(
    ("brut", "ecrit"),
    [
        ("e\u0301te\u0301", "été"),
        ("a\u202eb\u200fc\u200bd\xade", "abcde"),
        ("a\r\n\tb\x00c", "a b c"),
        ("\ud800x", "x"),
        ("漢x\u0378", "\ufffdx\ufffd"),
        ("1\xa0234,00\xa0€", "1\xa0234,00\xa0€"),
    ],
)
def test_un_texte_devient_imprimable(brut: str, ecrit: str) -> None:
    assert imprimable(brut) == ecrit


def test_les_polices_dessinent_tout_ce_que_l_on_croit() -> None:
    tout = "".join(
        chr(point)
        for debut, fin in DESSINABLES
        for point in range(debut, fin + 1)
        if unicodedata.category(chr(point)) not in {"Cn", "Cf", "Zs"}
    )
    assert len(tout) > 1_400
    assert "Œuvre ÿ ẞ Ž" in texte(composer_facture(facture(objet="Œuvre ÿ ẞ Ž", etat=tout)))

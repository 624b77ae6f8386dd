"""Accents: what is readable stays readable, on every ground of the sheet, by day and by night."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gabarits.actifs import FEUILLE, catalogue
from app.gabarits.couleurs import (
    FONDS_CLAIRS,
    FONDS_SOMBRES,
    LISIBLE,
    accent_accepte,
    accent_sombre,
    contraste,
)

COULEURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_contrastes_connus() -> None:
    assert contraste("#000000", "#ffffff") == pytest.approx(21)
    assert contraste("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contraste("#123456", "#123456") == 1


@given(COULEURS, COULEURS)
def test_le_contraste_est_symetrique_et_borne(a: str, b: str) -> None:
    assert contraste(a, b) == contraste(b, a)
    assert 1 <= contraste(a, b) <= 21.001


@pytest.mark.parametrize("couleur", ["#005a5b", "#1d4f7c", "#7a2b3a", "#7A2B3A"])
def test_accents_acceptes(couleur: str) -> None:
    assert accent_accepte(couleur)


@pytest.mark.parametrize("couleur", ["#ffee88", "#ffffff", "#fff", "", "red", "#12345", "#12345g", "#123456;}"])
def test_accents_refuses(couleur: str) -> None:
    assert not accent_accepte(couleur)


@given(COULEURS)
def test_l_accent_de_nuit_se_lit_sur_tous_les_fonds_sombres(couleur: str) -> None:
    nuit = accent_sombre(couleur)
    assert min(contraste(nuit, fond) for fond in FONDS_SOMBRES) >= LISIBLE


def test_les_fonds_sont_ceux_de_la_feuille() -> None:
    feuille = catalogue()[FEUILLE].contenu.decode()
    for place, fonds in enumerate((FONDS_CLAIRS, FONDS_SOMBRES)):
        lus = [re.findall(rf"--{nom}:(#[0-9a-f]+)", feuille)[place] for nom in ("fond", "creux", "payee", "choisie")]
        assert tuple(_long(couleur) for couleur in lus) == fonds


@pytest.mark.parametrize("nom", ["texte", "doux", "faute", "accent"])
def test_chaque_texte_de_la_feuille_se_lit_sur_chaque_fond(nom: str) -> None:
    feuille = catalogue()[FEUILLE].contenu.decode()
    for place, fonds in enumerate((FONDS_CLAIRS, FONDS_SOMBRES)):
        couleur = re.findall(rf"--{nom}:(#[0-9a-f]+)", feuille)[place]
        assert min(contraste(couleur, fond) for fond in fonds) >= LISIBLE
        assert contraste(couleur, fonds[0]) >= 7


def _long(couleur: str) -> str:
    return couleur if len(couleur) == 7 else "#" + "".join(c * 2 for c in couleur[1:])

"""Every template compiles, and what is missing is said."""

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from app.gabarits import RACINE, environnement, peindre
from tests.gabarits.pages import socle
from tests.outils.page import verifier_page

CODES = (400, 403, 404, 405, 409, 413, 421, 422, 429, 500, 503)
SEULES = (421, 500, 503)


def _noms() -> list[str]:
    pages = [p.relative_to(RACINE / "templates") for p in (RACINE / "templates").rglob("*.html")]
    parts = [Path("partials") / p.relative_to(RACINE / "partials") for p in (RACINE / "partials").rglob("*.html")]
    return sorted(p.as_posix() for p in pages + parts)


@pytest.mark.parametrize("nom", _noms())
def test_chaque_gabarit_se_compile(nom: str) -> None:
    assert str(environnement().get_template(nom).filename).endswith(nom)


def test_un_nom_absent_du_contexte_est_une_faute() -> None:
    with pytest.raises(UndefinedError):
        environnement().from_string("{{ absent }}").render()


def test_ce_qui_vient_du_dehors_est_echappe() -> None:
    assert environnement().from_string("{{ nom }}").render(nom="<b>&'\"") == "&lt;b&gt;&amp;&#39;&#34;"


@pytest.mark.parametrize("code", CODES)
def test_une_page_d_erreur_tient_sans_collectivite(code: int) -> None:
    for contexte in ({}, {"collectivite": None, "acces": None, "titre": "Page en défaut"}):
        page = peindre(f"erreurs/{code}.html", **contexte)
        verifier_page(page)
        assert 'href="/connexion"' not in page or code == 403


@pytest.mark.parametrize("code", CODES)
def test_une_page_d_erreur_porte_l_enseigne_quand_elle_est_connue(code: int) -> None:
    page = peindre(f"erreurs/{code}.html", **socle(titre="Page en défaut"))
    verifier_page(page)
    assert ("Communauté de communes d’Essai" in page) is (code not in SEULES)


def test_la_regle_refusee_est_lue_par_l_usager() -> None:
    page = peindre("erreurs/409.html", **socle(phrase="Cette facture est déjà réglée."))
    assert "<p>Cette facture est déjà réglée.</p>" in page

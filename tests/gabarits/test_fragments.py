"""What rides with the fragment of a tab: the title, the menu that moved, the status line."""

import pytest
from bs4 import BeautifulSoup

from app.gabarits import environnement, peindre
from tests.gabarits.pages import socle
from tests.outils.page import verifier_page

ONGLETS = ["/informations", "/bacs", "/factures", "/services", "/suivi"]
PARTIE = """{% from "macros/titres.html" import titre_d_onglet with context %}
{% include "partials/suite.html" %}
<div id="panneau">
{{ titre_d_onglet(titre) }}
</div>"""
PAGE = '{% extends "base.html" %}{% block contenu %}' + PARTIE + "{% endblock %}"


def _rendre(source: str, **autres: object) -> str:
    return environnement().from_string(source).render(socle(**autres))


def test_le_fragment_porte_titre_menu_annonce_et_foyer() -> None:
    html = _rendre(PARTIE, chemin="/factures", annonce="Essai, 12 factures")
    verifier_page(html, fragment=True)
    soupe = BeautifulSoup(html, "html.parser")
    assert soupe.select_one("h1[autofocus][tabindex='-1']") is not None
    annonce = soupe.select_one("#annonce")
    assert annonce is not None
    assert (annonce.get_text(), annonce["data-hx-swap-oob"]) == ("Essai, 12 factures", "innerHTML")
    assert [a["href"] for a in soupe.select("#onglets[data-hx-swap-oob] [aria-current=page]")] == ["/factures"]


def test_la_page_entiere_ne_porte_rien_de_tout_cela() -> None:
    html = _rendre(PAGE, chemin="/factures")
    verifier_page(html)
    assert "data-hx-swap-oob" not in html
    assert "autofocus" not in html


def test_le_titre_du_fragment_est_celui_de_la_page() -> None:
    for erreurs in ({}, {"ville": "Saisissez la ville."}):
        fragment, page = (
            BeautifulSoup(_rendre(source, chemin="/factures", erreurs=erreurs), "html.parser").title
            for source in (PARTIE, PAGE)
        )
        assert fragment is not None
        assert fragment == page


@pytest.mark.parametrize("chemin", ONGLETS)
def test_les_onglets_sont_des_liens_dont_un_seul_est_la_page(chemin: str) -> None:
    soupe = BeautifulSoup(peindre("partials/onglets.html", chemin=chemin), "html.parser")
    liens = soupe.select("ul#onglets > li > a")
    assert [a["href"] for a in liens] == [a["data-hx-get"] for a in liens] == ONGLETS
    assert [a["href"] for a in soupe.select("[aria-current=page]")] == [chemin]


def test_une_page_interieure_marque_son_onglet_sans_etre_lui() -> None:
    soupe = BeautifulSoup(peindre("partials/onglets.html", chemin="/factures/230"), "html.parser")
    assert [(a["href"], a["aria-current"]) for a in soupe.select("[aria-current]")] == [("/factures", "true")]

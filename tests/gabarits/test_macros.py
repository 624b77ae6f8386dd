"""The base page and the macros, drawn and read back."""

import pytest
from bs4 import BeautifulSoup, Tag

from app.gabarits import environnement
from tests.gabarits.pages import peindre_essai
from tests.outils.page import verifier_page

ERREURS = {
    "": "Vérifiez vos réponses.",
    "ville": "Saisissez la ville.",
    "secret": "Saisissez le mot de passe.",
    "civilite": "Choisissez une civilité.",
    "accord": "Cochez cette case.",
    "dedans": "Choisissez une réponse.",
    "depart": "Saisissez une date.",
    "piece": "Joignez un PDF.",
    "message": "Écrivez un message.",
}
VALEURS = {
    "ville": 'L\'Isle "sur" <Sorgue>',
    "secret": "Mot2passe@",
    "civilite": "Mme",
    "accord": True,
    "dedans": "non",
    "depart_jour": "31",
    "message": "\nDeux lignes\nici",
}


def _un(soupe: BeautifulSoup, selecteur: str) -> Tag:
    trouve = soupe.select_one(selecteur)
    assert trouve is not None, selecteur
    return trouve


@pytest.mark.parametrize("page", [1, 2, 3])
def test_toutes_les_macros_suivent_les_regles(page: int) -> None:
    verifier_page(peindre_essai(page=page))


def test_les_erreurs_suivent_les_regles_et_menent_aux_champs() -> None:
    html = peindre_essai(erreurs=ERREURS, valeurs=VALEURS)
    verifier_page(html)
    soupe = BeautifulSoup(html, "html5lib")
    assert _un(soupe, "title").get_text().startswith("Erreur\u00a0: Essai - ")
    recap = _un(soupe, ".recap")
    assert recap.has_attr("autofocus")
    assert [a["href"] for a in recap.select("a")] == [f"#{nom}" for nom in ERREURS if nom]
    for a in recap.select("a"):
        assert _un(soupe, str(a["href"])).name in ("input", "select", "textarea")
        assert soupe.find(string="Erreur\u00a0: " + a.get_text()) is not None


def test_les_valeurs_sont_gardees_sauf_le_mot_de_passe() -> None:
    html = peindre_essai(valeurs=VALEURS)
    soupe = BeautifulSoup(html, "html5lib")
    assert _un(soupe, "#ville")["value"] == VALEURS["ville"]
    assert "Mot2passe" not in html
    assert _un(soupe, "#civilite option[selected]")["value"] == "Mme"
    assert _un(soupe, "#accord").has_attr("checked")
    assert _un(soupe, "[name=dedans][checked]")["value"] == "non"
    assert _un(soupe, "[name=depart_jour]")["value"] == "31"
    assert _un(soupe, "textarea").get_text() == VALEURS["message"]


def test_la_premiere_page_et_la_derniere_gardent_leurs_reperes() -> None:
    for page, absent in ((1, "page-precedente"), (3, "page-suivante")):
        soupe = BeautifulSoup(peindre_essai(page=page), "html5lib")
        assert _un(soupe, f"#{absent}").name == "span"
        (lien,) = soupe.select(".pages a")
        assert lien["href"] == lien["data-hx-get"] == "/factures?etat=reglees&page=2"
        assert lien["data-hx-target"] == lien["data-hx-select"] == "#liste"


def test_le_bouton_repete_dit_pour_quoi() -> None:
    soupe = BeautifulSoup(peindre_essai(), "html5lib")
    bouton = _un(soupe, 'form[action="/factures/230/paiement"] button')
    assert bouton.get_text() == "RÉGLER la facture 230"
    assert _un(soupe, 'form[action="/factures/230/paiement"] [name=retour]')["value"] == "/factures"


def test_un_visiteur_ne_recoit_ni_script_ni_onglets() -> None:
    soupe = BeautifulSoup(peindre_essai(avec_htmx=True), "html5lib")
    assert not soupe.select("script, #onglets, #annonce, .bandeau, form[action='/deconnexion']")


@pytest.mark.parametrize(("cible", "attendus"), [("'contenu'", ["data-hx-get", "data-hx-target"]), ("none", [])])
def test_une_liste_peut_prendre_tout_le_contenu_ou_se_passer_de_htmx(cible: str, attendus: list[str]) -> None:
    source = '{% from "macros/pagination.html" import pagination %}{{ pagination(1, 2, "/l", ' + cible + ") }}"
    lien = _un(BeautifulSoup(environnement().from_string(source).render(), "html5lib"), ".pages a")
    assert sorted(nom for nom in lien.attrs if nom in (*attendus, "data-hx-select", "data-hx-get")) == attendus
    assert lien["href"] == "/l?page=2"

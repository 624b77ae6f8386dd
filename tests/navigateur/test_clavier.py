"""With the keyboard alone, and what stays behind after signing out."""

from playwright.sync_api import Page, expect

from tests.navigateur.conftest import Ouvrir
from tests.navigateur.demonstration import CAMILLE, MOT_DE_PASSE
from tests.navigateur.visite import Visite


def test_se_connecter_au_clavier(visite: Visite) -> None:
    visite.aller("/connexion")
    clavier, page = visite.page.keyboard, visite.page
    clavier.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    _voir_le_focus(page)
    clavier.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()
    _tabuler(page, "Identifiant (adresse mail)")
    clavier.type(CAMILLE)
    _tabuler(page, "Mot de passe")
    clavier.type(MOT_DE_PASSE)
    with page.expect_navigation():
        clavier.press("Enter")
    visite.lire_titre("Mon espace usager")


def test_choisir_un_onglet_au_clavier(ouvrir: Ouvrir) -> None:
    visite = ouvrir()
    visite.se_connecter()
    page = visite.page
    for _ in range(30):
        page.keyboard.press("Tab")
        _voir_le_focus(page)
        if page.evaluate("document.activeElement.id") == "onglet-factures":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visite.lire_titre("Mes factures")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Toutes les factures")).to_be_focused()


def test_un_formulaire_refuse_prend_le_focus(visite: Visite) -> None:
    visite.aller("/connexion")
    visite.presser("CONNEXION", "Authentification")
    expect(visite.page.locator(".recap")).to_be_focused()
    visite.page.keyboard.press("Tab")
    visite.page.keyboard.press("Enter")
    expect(visite.page.get_by_label("Identifiant (adresse mail)")).to_be_focused()


def test_apres_la_deconnexion_le_retour_ne_montre_rien(visite: Visite) -> None:
    visite.se_connecter()
    visite.onglet("MES INFORMATIONS", "Mes informations")
    visite.lire("CAMILLE")
    visite.presser("DÉCONNEXION")
    assert CAMILLE not in visite.page.content()
    for _ in range(3):
        visite.page.go_back()
        visite.lire_titre("Authentification")
        assert CAMILLE not in visite.page.content()


def _tabuler(page: Page, libelle: str) -> None:
    """Press Tab until the field of this label has the focus."""
    champ = page.get_by_label(libelle, exact=True)
    for _ in range(10):
        page.keyboard.press("Tab")
        _voir_le_focus(page)
        if champ.evaluate("champ => champ === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {libelle}")


def _voir_le_focus(page: Page) -> None:
    """The element that has the focus is on screen and wears its ring."""
    vu = page.evaluate(
        """() => {
            const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
            return {quoi: e.outerHTML.slice(0, 80), trait: s.outlineStyle, largeur: parseFloat(s.outlineWidth),
                    dedans: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth};
        }"""
    )
    assert vu["trait"] == "solid", vu
    assert vu["largeur"] >= 3, vu
    assert vu["dedans"], vu

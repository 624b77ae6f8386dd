"""Camille's tabs: swapped by htmx, or loaded whole."""

from playwright.sync_api import expect

from tests.navigateur.conftest import Ouvrir
from tests.navigateur.visite import Visite

ONGLETS = [
    ("MES INFORMATIONS", "/informations", "Mes informations"),
    ("MES BACS/LEVÉES", "/bacs", "Mes bacs/levées"),
    ("MES FACTURES", "/factures", "Mes factures"),
    ("MES SERVICES", "/services", "Mes services"),
    ("SUIVI DE MES DEMANDES", "/suivi", "Suivi de mes demandes"),
]


def test_les_cinq_onglets(visite: Visite, avec_script: bool) -> None:
    visite.se_connecter()
    page = visite.page
    page.evaluate("window.marque = 'la même page'")
    for libelle, chemin, titre in ONGLETS:
        visite.onglet(libelle, titre)
        expect(page).to_have_url(visite.origine + chemin)
        expect(page.locator("#onglets [aria-current=page]")).to_have_text(libelle)
        assert (page.evaluate("window.marque") == "la même page") is avec_script
        if avec_script:
            expect(page.get_by_role("heading", level=1)).to_be_focused()
            expect(page.locator("#annonce")).not_to_be_empty()


def test_le_bouton_precedent_du_navigateur(visite: Visite) -> None:
    visite.se_connecter()
    visite.onglet("MES BACS/LEVÉES", "Mes bacs/levées")
    visite.onglet("MES SERVICES", "Mes services")
    visite.page.go_back()
    visite.lire_titre("Mes bacs/levées")
    expect(visite.page.locator("#onglets [aria-current=page]")).to_have_text("MES BACS/LEVÉES")
    visite.page.go_forward()
    visite.lire_titre("Mes services")


def test_un_autre_abonnement(visite: Visite) -> None:
    visite.se_connecter()
    choix = visite.page.get_by_role("combobox", name="Abonnement affiché")
    avant = choix.locator("option[selected]").inner_text()
    autre = choix.locator("option:not([selected])").first.inner_text()
    choix.select_option(label=autre)
    visite.presser("Afficher cet abonnement", "Mon espace usager")
    expect(choix.locator("option[selected]")).to_have_text(autre)
    choix.select_option(label=avant)
    visite.presser("Afficher cet abonnement", "Mon espace usager")


def test_toutes_les_pages_du_plan(ouvrir: Ouvrir) -> None:
    visite = ouvrir()
    visite.se_connecter()
    visite.aller("/plan-du-site")
    liens = visite.page.locator("main li a").evaluate_all("tous => tous.map(lien => lien.getAttribute('href'))")
    assert len(liens) > 10
    for lien in liens:
        visite.aller(lien)
        expect(visite.page.get_by_role("heading", level=1)).to_have_count(1)

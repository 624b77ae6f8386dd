"""« Mes factures »: filters, pages, a bill and its duplicate."""

import re

from playwright.sync_api import expect

from tests.navigateur.visite import Visite


def test_les_trois_filtres(visite: Visite, avec_script: bool) -> None:
    visite.se_connecter()
    visite.onglet("MES FACTURES", "Mes factures")
    page = visite.page
    toutes = _compte(visite)
    visite.suivre("Factures non réglées", "Mes factures")
    non_reglees = _compte(visite)
    expect(page).to_have_url(visite.origine + "/factures?etat=non_reglees")
    expect(page.locator("tr.payee")).to_have_count(0)
    if avec_script:
        expect(page.get_by_role("link", name="Factures non réglées")).to_be_focused()
        expect(page.locator("#annonce")).to_contain_text("Factures non réglées")
    visite.suivre("Factures réglées", "Mes factures")
    assert _compte(visite) + non_reglees == toutes
    expect(page.locator("tbody tr").first).to_contain_text("Réglée")
    visite.suivre("Toutes les factures")
    expect(page.locator("tbody tr")).to_have_count(12)


def test_la_page_suivante(visite: Visite, avec_script: bool) -> None:
    visite.se_connecter()
    visite.aller("/factures")
    page = visite.page
    premiere = page.locator("tbody th").first.inner_text()
    visite.suivre("Page suivante")
    expect(page.locator(".pages p")).to_have_text("Page 2 sur 2")
    expect(page.locator("tbody th").first).not_to_have_text(premiere)
    expect(page).to_have_title(re.compile("^Mes factures, page 2 sur 2"))
    if avec_script:
        expect(page.locator("#page-suivante")).to_be_focused()
    page.go_back()
    expect(page.locator("tbody th").first).to_have_text(premiere)


def test_une_facture_et_son_duplicata(visite: Visite) -> None:
    visite.se_connecter()
    visite.aller("/factures")
    reference = visite.page.locator("tbody th").nth(1).inner_text().strip()
    visite.suivre(reference, f"Facture {reference}")
    visite.lire("Détail de la facture")
    duplicata = visite.telecharger(re.compile("^Duplicata"))
    assert duplicata.headers["Content-Type"] == "application/pdf"
    assert duplicata.content.startswith(b"%PDF")
    visite.suivre(re.compile("^PRÉCÉDENT"), "Mes factures")
    visite.suivre("Mes règlements", "Mes règlements")


def _compte(visite: Visite) -> int:
    """« 1 à 12 sur 17 »: how many there are in all."""
    trouve = re.search(r"sur (\d+)", visite.page.locator("caption").inner_text())
    assert trouve is not None
    return int(trouve[1])

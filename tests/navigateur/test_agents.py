"""The staff: two factors, the tables in French, a setting that takes effect."""

import pyotp
from playwright.sync_api import Page, expect

from tests.navigateur.conftest import Ouvrir, Silencieux
from tests.navigateur.demonstration import MOT_DE_PASSE_AGENT
from tests.navigateur.visite import Visite


def test_un_agent_consulte_usagers_factures_et_paiements(ouvrir: Ouvrir, paiement_silencieux: Silencieux) -> None:
    visite = _agent_connecte(ouvrir, "ccfi")
    page = visite.page
    for table, contenu in (
        ("Abonnés", "DUPONT"),
        ("Contrats", "00001"),
        ("Factures", "2300240069928"),
        ("Tentatives de paiement", paiement_silencieux.reference),
        ("Règlements", "Chèque"),
    ):
        page.get_by_role("link", name=table, exact=True).click()
        expect(page.get_by_role("heading", name=table)).to_be_visible()
        expect(page.locator("table:not(.column_list)")).to_contain_text(contenu)
    _rien_ne_mene_a_un_refus(page)
    visite.aller("/agents")
    visite.suivre("Mon mot de passe Le changer", "Changer mon mot de passe")
    visite.aller("/agents/logo")
    visite.aller("/agents")
    visite.presser("Se déconnecter", "Connexion des agents")
    visite.aller("/admin/")
    visite.lire_titre("Connexion des agents")


def test_un_reglage_prend_effet(ouvrir: Ouvrir) -> None:
    visite = _agent_connecte(ouvrir, "milhaud")
    page = visite.page
    page.get_by_role("link", name="Collectivité", exact=True).click()
    page.locator("table tbody tr a").first.click()
    sous_titre = page.locator("[name=sous_titre]:visible")
    expect(sous_titre).to_have_value("Mes démarches en ligne")
    sous_titre.fill("Mes déchets en quelques clics")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("La ligne est enregistrée.")).to_be_visible()
    usager = ouvrir("milhaud", avec_script=False)
    usager.aller("/")
    expect(usager.page.locator(".enseigne")).to_contain_text("Mes déchets en quelques clics")


def _rien_ne_mene_a_un_refus(page: Page) -> None:
    """Read-only tables have neither buttons nor fields to fill; their amounts are in euros."""
    page.get_by_role("link", name="Factures", exact=True).click()
    lignes = page.locator(".table_wrapper tbody tr")
    expect(lignes.filter(has_text="2300240069928")).to_contain_text("87,94\u00a0€")
    expect(lignes.filter(has_text="Avoir sur levées")).to_contain_text("\u221211,55\u00a0€")
    expect(page.get_by_text("Ajouter une ligne")).to_be_hidden()
    expect(page.locator(".table_wrapper input[type=checkbox]:visible")).to_have_count(0)
    lignes.first.locator("a").first.click()
    expect(page.get_by_text("Montant (centimes)")).to_be_visible()
    expect(page.locator("[name=montant_centimes]")).to_be_disabled()
    expect(page.get_by_role("button", name="Enregistrer")).to_be_hidden()
    expect(page.locator("[data-uitest=drop_down_button]")).to_be_hidden()
    page.get_by_role("link", name="Retour").click()
    page.get_by_role("link", name="Collectivité", exact=True).click()
    expect(page.get_by_role("heading", name="Collectivité")).to_be_visible()
    expect(page.get_by_text("Ajouter une ligne")).to_be_hidden()
    page.get_by_role("link", name="Flux", exact=True).click()
    expect(page.get_by_text("Ajouter une ligne")).to_be_visible()
    expect(page.locator(".table_wrapper tbody input:visible").first).to_be_enabled()


def _agent_connecte(ouvrir: Ouvrir, collectivite: str) -> Visite:
    visite = ouvrir(collectivite)
    visite.aller("/admin/")
    visite.lire_titre("Connexion des agents")
    visite.remplir(identifiant=f"agent@{collectivite}.example", mot_de_passe=MOT_DE_PASSE_AGENT)
    visite.presser("Se connecter", "Second facteur")
    visite.remplir(code="000000")
    visite.presser("Vérifier le code", "Second facteur")
    visite.lire("Ce code n’est pas le bon")
    visite.remplir(code=pyotp.TOTP(visite.demo.secret_totp(collectivite)).now())
    visite.presser("Vérifier le code")
    expect(visite.page.get_by_text("Bienvenue dans")).to_be_visible()
    return visite

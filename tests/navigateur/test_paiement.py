"""Paying, and every way of not coming back."""

import re
import time

from playwright.sync_api import expect

from tests.navigateur.conftest import Ouvrir
from tests.navigateur.demonstration import CAMILLE
from tests.navigateur.payfip import REFUSEE, payer_par_carte, regler, revenir
from tests.navigateur.visite import Visite

SOLDEES = ("Réglée", "Prélèvement enregistré")


def test_une_carte_acceptee_solde_la_facture(visite: Visite) -> None:
    visite.se_connecter()
    reference = regler(visite)
    payer_par_carte(visite)
    revenir(visite, "Paiement enregistré")
    visite.suivre(f"Facture {reference}", f"Facture {reference}")
    visite.lire("Réglée")
    assert visite.telecharger(re.compile("^Reçu")).content.startswith(b"%PDF")
    _lire_etat(visite, reference, "Réglée")
    visite.demo.attendre_courriel(CAMILLE, reference)


def test_une_carte_refusee_laisse_la_facture_a_regler(visite: Visite) -> None:
    visite.se_connecter()
    reference = regler(visite)
    payer_par_carte(visite, REFUSEE)
    revenir(visite, "Paiement refusé")
    _lire_etat(visite, reference, "À régler")
    expect(visite.page.get_by_role("button", name=f"RÉGLER la facture {reference}")).to_be_visible()


def test_annuler_ne_paie_rien_et_fait_attendre_deux_minutes(ouvrir: Ouvrir) -> None:
    visite = ouvrir("milhaud")
    visite.se_connecter()
    reference = regler(visite)
    visite.suivre("Payer par carte bancaire", "Paiement par carte bancaire")
    visite.presser("Annuler")
    revenir(visite, "Paiement abandonné")
    visite.lire("rien n’a été débité")
    _lire_etat(visite, reference, "Paiement en cours")
    expect(visite.page.get_by_role("button", name=reference)).to_have_count(0)


def test_un_prelevement_est_enregistre(ouvrir: Ouvrir) -> None:
    visite = ouvrir("milhaud")
    visite.se_connecter()
    reference = regler(visite)
    visite.suivre("Payer par prélèvement", "Paiement par prélèvement")
    visite.presser("Accepter le prélèvement")
    revenir(visite, "Prélèvement enregistré")
    _lire_etat(visite, reference, "Prélèvement enregistré")


def test_l_onglet_ferme_au_lieu_de_revenir(ouvrir: Ouvrir) -> None:
    visite = ouvrir()
    visite.se_connecter()
    reference = regler(visite)
    payer_par_carte(visite)
    visite.fermer_l_onglet()
    attendre_la_solde(visite, reference, 10)


def attendre_la_solde(visite: Visite, reference: str, delai: float) -> None:
    """Look at the bill until it is settled."""
    fin = time.monotonic() + delai
    visite.aller(f"/factures/{reference}")
    while "Réglée" not in visite.page.locator("main").inner_text():
        assert time.monotonic() < fin, visite.page.locator("main").inner_text()
        visite.page.wait_for_timeout(500)
        visite.aller(f"/factures/{reference}")


def _lire_etat(visite: Visite, reference: str, etat: str) -> None:
    """The bill's line in the list, which says its state in words and by its ground."""
    visite.aller("/factures?etat=toutes")
    rang = visite.page.locator("tbody tr", has_text=reference)
    expect(rang.locator(".etat")).to_have_text(etat)
    assert ("payee" in (rang.get_attribute("class") or "")) == (etat in SOLDEES)

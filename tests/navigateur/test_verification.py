"""The notification is lost and the tab is closed: the worker asks PayFiP by itself."""

from tests.navigateur.conftest import Ouvrir, Silencieux
from tests.navigateur.test_paiement import attendre_la_solde


def test_ni_notification_ni_retour_la_facture_est_soldee(ouvrir: Ouvrir, paiement_silencieux: Silencieux) -> None:
    visite = ouvrir()
    visite.se_connecter(paiement_silencieux.courriel)
    attendre_la_solde(visite, paiement_silencieux.reference, 90)
    visite.demo.attendre_courriel(paiement_silencieux.courriel, paiement_silencieux.reference)

"""The two doors to an account, from the home page to the strip with the resident's name."""

import re

from playwright.sync_api import expect

from tests.navigateur.conftest import Ouvrir
from tests.navigateur.demonstration import MOT_DE_PASSE
from tests.navigateur.visite import Visite


def test_dupont_cree_son_espace_avec_sa_facture(visite: Visite, avec_script: bool) -> None:
    courriel = "dupont59@gmail.com" if avec_script else "pierre.dupont@example.fr"
    visite.aller("/")
    portes = visite.page.locator("main .portes a")
    expect(portes).to_have_text(["J’emménage", "Je crée mon espace", "J’accède à mon espace"])
    visite.suivre("Je crée mon espace", "Je crée mon espace")
    visite.presser(re.compile("^ENVOYER"), "Je crée mon espace")
    visite.lire("Il y a un problème")
    visite.remplir(courriel=courriel, mot_de_passe=MOT_DE_PASSE, confirmation=MOT_DE_PASSE)
    visite.remplir(nom="DUPONT", reference="PSEMCSMJ")
    visite.presser(re.compile("^ENVOYER"), "Demande envoyée")
    visite.aller(_lien_du_courriel(visite, courriel))
    visite.lire_titre("Activer mon espace")
    visite.presser(re.compile("^Activer"), "Authentification")
    _entrer(visite, courriel)
    expect(visite.page.locator(".bandeau ul").first.locator("li")).to_have_text(
        [
            f"PIERRE DUPONT - {courriel}",
            "Référence abonné : 00001",
            "Type de forfait : Bac",
            "Souscrit le : 30 juin 2022",
            "Terminé le :",
        ]
    )
    expect(visite.page.locator(".usager p")).to_have_text(f"DUPONT - {courriel}")


def test_a_milhaud_l_adresse_connue_suffit(ouvrir: Ouvrir, avec_script: bool) -> None:
    courriel = "helene.rouviere@example.fr" if avec_script else "laurent.chabert@example.fr"
    visite = ouvrir("milhaud", avec_script=avec_script)
    visite.aller("/")
    visite.suivre("Je crée mon espace", "Activer mon compte")
    visite.remplir(courriel=courriel)
    visite.presser(re.compile("^ACTIVATION"), "Demande envoyée")
    visite.aller(_lien_du_courriel(visite, courriel))
    visite.lire_titre("Choisir mon mot de passe")
    visite.remplir(mot_de_passe="trop", confirmation="trop")
    visite.presser(re.compile("^Enregistrer"), "Choisir mon mot de passe")
    visite.lire("Il y a un problème")
    visite.remplir(mot_de_passe=MOT_DE_PASSE, confirmation=MOT_DE_PASSE)
    visite.presser(re.compile("^Enregistrer"), "Authentification")
    _entrer(visite, courriel)
    visite.lire("Calendriers-des-collectes")


def test_mot_de_passe_oublie(ouvrir: Ouvrir) -> None:
    courriel, nouveau = "luc.verhaeghe@example.fr", "Un autre secret 59"
    visite = ouvrir()
    visite.aller("/connexion")
    visite.suivre("Mot de passe oublié", "Mot de passe oublié")
    visite.remplir(courriel=courriel)
    visite.presser(re.compile("^ENVOYER"), "Demande envoyée")
    visite.aller(_lien_du_courriel(visite, courriel, "mot-de-passe/"))
    visite.lire_titre("Choisir un nouveau mot de passe")
    visite.remplir(mot_de_passe=nouveau, confirmation=nouveau)
    visite.presser(re.compile("^Enregistrer"), "Authentification")
    _entrer(visite, courriel, nouveau)


def _entrer(visite: Visite, courriel: str, mot_de_passe: str = MOT_DE_PASSE) -> None:
    visite.remplir(identifiant=courriel, mot_de_passe=mot_de_passe)
    visite.presser("CONNEXION", "Mon espace usager")


def _lien_du_courriel(visite: Visite, courriel: str, chemin: str = "compte/activation/") -> str:
    debut = f"{visite.origine}/{chemin}"
    lien = re.search(rf"{re.escape(debut)}\S+", visite.demo.attendre_courriel(courriel, debut)["texte"])
    assert lien is not None
    return lien[0]

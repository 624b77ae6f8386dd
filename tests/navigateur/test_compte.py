"""What a resident decides about their account: second factor, password, address, references, own data."""

import io
import re
import zipfile

import pyotp
from playwright.sync_api import expect

from tests.navigateur.conftest import LUCIE, Ouvrir
from tests.navigateur.demonstration import MOT_DE_PASSE
from tests.navigateur.visite import Visite

NOUVEAU = "Un autre secret 59"


def test_le_second_facteur_de_sa_mise_en_place_a_son_retrait(ouvrir: Ouvrir, avec_script: bool) -> None:
    courriel = "nathalie.fabre@example.fr" if avec_script else "marc.teissier@example.fr"
    visite = _habitant_de_milhaud(ouvrir, courriel, avec_script=avec_script)
    _ouvrir(visite, "Connexion en deux étapes")
    visite.presser(re.compile("^Mettre en place"), "Activer la connexion en deux étapes")
    secret = visite.page.locator("main code").first.inner_text().replace(" ", "")
    visite.remplir(present=MOT_DE_PASSE, code="000000")
    visite.presser(re.compile("^Activer"), "Activer la connexion en deux étapes")
    visite.lire("Il y a un problème")
    visite.remplir(present=MOT_DE_PASSE, code=pyotp.TOTP(secret).now())
    visite.presser(re.compile("^Activer"), "Mes codes de secours")
    codes = visite.page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    visite.suivre("J’ai noté mes codes de secours", "Connexion en deux étapes")
    visite.lire("Il vous reste 10 codes de secours.")
    visite.presser("DÉCONNEXION", "Authentification")
    visite.remplir(identifiant=courriel, mot_de_passe=MOT_DE_PASSE)
    visite.presser("CONNEXION", "Code de connexion")
    visite.aller("/factures")
    visite.lire_titre("Authentification")
    visite.aller("/connexion/code")
    visite.suivre(re.compile("code de secours"), "Code de secours")
    visite.remplir(code=codes[0].lower())
    visite.presser("CONNEXION", "Mon espace usager")
    visite.aller("/informations/second-facteur")
    visite.lire("Il vous reste 9 codes de secours.")
    visite.suivre(re.compile("^Désactiver"), "Désactiver la connexion en deux étapes")
    visite.remplir(present=MOT_DE_PASSE, code=codes[1])
    visite.presser(re.compile("^Désactiver"), "Connexion en deux étapes")
    visite.lire("désactivée")


def test_le_mot_de_passe_change_et_l_autre_navigateur_sort(ouvrir: Ouvrir, avec_script: bool) -> None:
    courriel = "yves.maurin@example.fr" if avec_script else "sandrine.boyer@example.fr"
    chez_soi = _habitant_de_milhaud(ouvrir, courriel, avec_script=avec_script)
    ailleurs = ouvrir("milhaud", avec_script=avec_script)
    ailleurs.se_connecter(courriel)
    _ouvrir(chez_soi, "Mes connexions")
    expect(chez_soi.page.locator("main tbody tr")).to_have_count(2)
    _ouvrir(chez_soi, "MODIFIER MON MOT DE PASSE", "Changer mon mot de passe")
    chez_soi.presser(re.compile("^Enregistrer"), "Changer mon mot de passe")
    chez_soi.lire("Il y a un problème")
    chez_soi.remplir(present=MOT_DE_PASSE, mot_de_passe=NOUVEAU, confirmation=NOUVEAU)
    chez_soi.presser(re.compile("^Enregistrer"), "Mot de passe changé")
    ailleurs.aller("/espace")
    ailleurs.lire_titre("Authentification")
    chez_soi.aller("/espace")
    chez_soi.lire_titre("Mon espace usager")


def test_l_adresse_change_puis_l_ancienne_l_annule(ouvrir: Ouvrir, avec_script: bool) -> None:
    ancienne = "julien.ponge@example.fr" if avec_script else "agnes.vidal@example.fr"
    nouvelle = f"nouvelle.{ancienne}"
    visite = _habitant_de_milhaud(ouvrir, ancienne, avec_script=avec_script)
    _ouvrir(visite, "Changer mon adresse de connexion")
    visite.remplir(courriel=nouvelle, present=MOT_DE_PASSE)
    visite.presser(re.compile("^ENVOYER"), "Changer mon adresse de connexion")
    visite.lire(nouvelle)
    visite.aller(_lien(visite, nouvelle, "compte/adresse/"))
    visite.lire_titre("Confirmer ma nouvelle adresse de connexion")
    visite.presser(re.compile("^Confirmer"))
    visite.aller("/informations/adresse")
    expect(visite.page.locator(".usager p")).to_contain_text(nouvelle)
    visite.aller(_lien(visite, ancienne, "compte/adresse/annulation/"))
    visite.lire_titre("Annuler le changement d’adresse de connexion")
    visite.presser(re.compile("^Annuler"), "Changement d’adresse annulé")
    visite.aller(_lien(visite, ancienne, "mot-de-passe/"))
    visite.lire_titre("Choisir un nouveau mot de passe")
    visite.remplir(mot_de_passe=NOUVEAU, confirmation=NOUVEAU)
    visite.presser(re.compile("^Enregistrer"), "Authentification")
    visite.se_connecter(ancienne, NOUVEAU)


def test_une_seconde_reference_s_ajoute_et_se_choisit(ouvrir: Ouvrir, avec_script: bool) -> None:
    visite = ouvrir(avec_script=avec_script)
    visite.se_connecter("luc.verhaeghe@example.fr" if avec_script else LUCIE)
    _ouvrir(visite, "Mes références")
    visite.remplir(nom="DUPOND", reference="PSEMCSMJ")
    visite.presser(re.compile("^AJOUTER"), "Mes références")
    visite.lire("Il y a un problème")
    visite.remplir(nom="Dupont Pierre", reference="psemcsmj")
    visite.presser(re.compile("^AJOUTER"), "Mes références")
    visite.page.locator("#contrat-en-vue").select_option(value=_choix(visite, "00001"))
    visite.presser("Afficher cet abonnement", "Mes références")
    expect(visite.page.locator(".bandeau ul").first).to_contain_text("PIERRE DUPONT")
    visite.aller("/factures")
    visite.lire("2300240069928")
    visite.aller("/informations/references")
    visite.suivre(re.compile("^Retirer.*00001"))
    visite.presser(re.compile("^Retirer"), "Mes références")
    expect(visite.page.locator(".bandeau")).not_to_contain_text("DUPONT")


def test_ses_choix_et_ses_donnees(ouvrir: Ouvrir, avec_script: bool) -> None:
    courriel = "serge.jalabert@example.fr" if avec_script else "ines.soulier@example.fr"
    visite = _habitant_de_milhaud(ouvrir, courriel, avec_script=avec_script)
    _ouvrir(visite, "MODIFIER MES CHOIX", "Traitement de mes données personnelles")
    visite.page.locator("[name=retractation]").check()
    visite.presser(re.compile("^Enregistrer"))
    visite.aller("/informations")
    visite.lire("Oui, choix enregistré")
    _ouvrir(visite, "Télécharger mes données")
    visite.remplir(present=MOT_DE_PASSE)
    visite.presser(re.compile("^Demander"))
    visite.demo.attendre_courriel(courriel, "/informations/donnees")
    visite.aller("/informations/donnees")
    recue = visite.telecharger(re.compile("ZIP"))
    assert recue.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(recue.content)) as archive:
        assert archive.testzip() is None
        assert {"LISEZMOI.txt", "donnees.json"} <= set(archive.namelist())
        assert courriel in archive.read("donnees.json").decode()


def _habitant_de_milhaud(ouvrir: Ouvrir, courriel: str, *, avec_script: bool) -> Visite:
    """A person of Milhaud with an account of their own, signed in."""
    visite = ouvrir("milhaud", avec_script=avec_script)
    visite.aller("/compte/activation")
    visite.remplir(courriel=courriel)
    visite.presser(re.compile("^ACTIVATION"), "Demande envoyée")
    visite.aller(_lien(visite, courriel, "compte/activation/"))
    visite.remplir(mot_de_passe=MOT_DE_PASSE, confirmation=MOT_DE_PASSE)
    visite.presser(re.compile("^Enregistrer"), "Authentification")
    visite.se_connecter(courriel)
    return visite


def _ouvrir(visite: Visite, lien: str, titre: str = "") -> None:
    """From « Mes informations » to one of its pages."""
    visite.aller("/informations")
    visite.suivre(lien, titre or lien)


def _lien(visite: Visite, courriel: str, chemin: str) -> str:
    recu = visite.demo.attendre_courriel(courriel, f"{visite.origine}/{chemin}")
    lien = re.search(rf"{re.escape(f'{visite.origine}/{chemin}')}\S+", recu["texte"])
    assert lien is not None, recu["texte"]
    return lien[0]


def _choix(visite: Visite, reference: str) -> str:
    """The value of the strip's choice that names this contrat."""
    return visite.page.locator("#contrat-en-vue option", has_text=reference).first.get_attribute("value") or ""

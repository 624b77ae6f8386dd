"""Every mail: both parts, the same facts in each, and nothing that a hostile name could add."""

import html
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jinja2 import UndefinedError

from tests.courriels.exemples import AUTRE, CONTACT, LIEN, MODELES, NOM, ORIGINE, PAIEMENT, UNE, ecrire, lisible, partie

RACINE = Path(__file__).resolve().parents[2]
FAITS = {
    "activation": [LIEN, "DUPONT Pierre", "24 heures", "une seule fois"],
    "activation_adresse": [LIEN, "24 heures", "mot de passe"],
    "deja_inscrit": [
        f"{ORIGINE}/informations/references",
        f"{ORIGINE}/connexion",
        f"{ORIGINE}/mot-de-passe",
        "Rien n’a été créé",
    ],
    "mot_de_passe": [LIEN, "une heure", "une seule fois"],
    "mot_de_passe_change": ["09/07/2023 à 16 h 32", f"{ORIGINE}/mot-de-passe", CONTACT],
    "adresse_confirmation": [LIEN, "24 heures", "une seule fois", "rien ne changera"],
    "adresse_prise": ["Rien n’a été changé", f"{ORIGINE}/connexion", CONTACT],
    "adresse_demandee": [LIEN, "pierre@example.fr", "72 heures", "une seule fois"],
    "adresse_changee": [LIEN, "pierre@example.fr", "72 heures", "une seule fois"],
    "adresse_nouvelle": [f"{ORIGINE}/connexion", "vos autres connexions ont été fermées", CONTACT],
    "adresse_retablie": [LIEN, "une heure", f"{ORIGINE}/mot-de-passe", "votre mot de passe ne sert plus"],
    "adresse_retiree": ["n’ouvre plus l’espace déchets", CONTACT],
    "donnees_pretes": [f"{ORIGINE}/informations/donnees", "16/07/2023 à 16 h 32", "Connectez-vous"],
    "effacement_annonce": ["trois ans", "8 août 2023", f"{ORIGINE}/connexion", "Droit de rétraction", CONTACT],
    "compte_efface": ["il est effacé", "la loi l’exige", f"{ORIGINE}/", CONTACT],
    "agent_essais_refuses": ["10 mots de passe faux", "l’espace des agents", "Prévenez l’administrateur"],
    "agent_mot_de_passe_change": ["09/07/2023 à 16 h 32", "autres connexions", "Prévenez aussitôt l’administrateur"],
    "essais_refuses": ["10 mots de passe faux", f"{ORIGINE}/mot-de-passe"],
    "second_facteur": ["09/07/2023 à 16 h 32", "Il vous en reste 2", "refaites-en", f"{ORIGINE}/mot-de-passe", CONTACT],
    "second_facteur_actif": [
        LIEN,
        "est activée depuis le 09/07/2023 à 16 h 32",
        "72 heures",
        "une seule fois",
        CONTACT,
    ],
    "second_facteur_annule": [LIEN, "une heure", f"{ORIGINE}/mot-de-passe", "votre mot de passe ne sert plus"],
    "references_proposees": [LIEN, "24 heures", "une seule fois", "Votre mot de passe ne change pas", "rien ne sera"],
    "reference_ajoutee": ["00007", f"{ORIGINE}/mot-de-passe", CONTACT],
    "reference_retiree": ["00007", "factures restent dues", f"{ORIGINE}/mot-de-passe", CONTACT],
    "reference_partagee": ["Un autre compte ouvre désormais la référence abonné 00007", CONTACT],
    "connexions_fermees": ["09/07/2023 à 16 h 32", f"{ORIGINE}/connexion", CONTACT],
    "compte_ferme": ["09/07/2023 à 16 h 32", f"{ORIGINE}/compte/creation", CONTACT],
    "contact": ["DUPONT Pierre", "dupont59@example.fr", "00001", "Bac & couvercle", "Le couvercle est cassé."],
    "paiement_recu": [
        "2300240069928",
        "Redevance incitative 2023",
        "87,94 €",
        "9 juillet 2023",
        "carte bancaire",
        f"{ORIGINE}/factures/2300240069928",
        "le comptable public le confirme",
    ],
}


@pytest.mark.parametrize("modele", MODELES)
def test_les_entetes_sont_ceux_d_un_message_automatique(modele: str) -> None:
    message = ecrire(modele)
    assert message["To"] == "dupont59@gmail.com"
    assert message["From"].addresses[0].display_name == NOM
    assert message["From"].addresses[0].addr_spec == "portail@example.fr"
    assert message["Reply-To"] == MODELES[modele].get("repondre_a", CONTACT)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<6f0b5f0e-4a70-4a5d-9d6a-2b1c6f101e5a@dechets.example.fr>"
    assert message["Date"].datetime == datetime(2023, 7, 9, 14, 32, tzinfo=UTC)
    assert 20 <= len(message["Subject"]) < 78
    assert not message.defects


@pytest.mark.parametrize("modele", MODELES)
def test_le_texte_vient_d_abord_et_le_message_reste_leger(modele: str) -> None:
    message = ecrire(modele)
    assert message.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in message.iter_parts()] == ["text/plain", "text/html"]
    octets = message.as_bytes()
    assert len(octets) <= 6_000
    assert max(len(ligne) for ligne in octets.split(b"\n")) <= 998
    assert octets.isascii()


@pytest.mark.parametrize("modele", MODELES)
@pytest.mark.parametrize("forme", ["plain", "html"])
def test_chaque_partie_porte_chaque_fait(modele: str, forme: str) -> None:
    lu = lisible(ecrire(modele), forme)
    contact = [] if modele == "contact" else [CONTACT]
    for fait in [*FAITS[modele], NOM, *contact]:
        assert fait in lu, fait


@pytest.mark.parametrize("modele", MODELES)
def test_le_html_est_sobre_et_accessible(modele: str) -> None:
    message = ecrire(modele)
    brut = partie(message, "html")
    soupe = BeautifulSoup(brut, "html5lib")
    assert soupe.html is not None
    assert soupe.html["lang"] == "fr"
    assert soupe.title is not None
    assert soupe.title.get_text() == message["Subject"]
    assert [h1.get_text() for h1 in soupe.find_all("h1")] == [message["Subject"]]
    assert not soupe.find_all(["img", "script", "form", "iframe", "link", "style", "table"])
    assert not re.search(r"url\(|src=|background=", brut)
    texte = partie(message, "plain")
    for lien in soupe.find_all("a"):
        assert str(lien["href"]) in texte
        assert len(lien.get_text()) > 10


@pytest.mark.parametrize("modele", MODELES)
def test_le_texte_n_a_ni_balise_ni_trou(modele: str) -> None:
    texte = partie(ecrire(modele), "plain").replace("\r\n", "\n")
    assert texte == html.unescape(texte)
    assert not re.search(r"\{[{%#]|</?[a-z]|\n{3,}| $", texte.replace("-- \n", "--\n"), re.MULTILINE)
    assert texte.startswith("Bonjour,\n")


@pytest.mark.parametrize("modele", MODELES)
def test_la_typographie_est_francaise(modele: str) -> None:
    for forme in ("plain", "html"):
        lu = re.sub(r"https?://\S+", "", partie(ecrire(modele), forme).split("<body")[-1])
        visible = BeautifulSoup(lu, "html.parser").get_text() if forme == "html" else lu
        assert not re.search(r" [:?!;»€]|« |\w'\w|\u202f", visible)


@pytest.mark.parametrize("manque", ["lien", "nom"])
def test_une_donnee_manquante_arrete_tout(manque: str) -> None:
    reste = {cle: v for cle, v in MODELES["activation"].items() if cle != manque}
    with pytest.raises(UndefinedError, match=manque):
        ecrire("activation", reste)


def test_un_prelevement_enregistre_n_est_pas_dit_recu() -> None:
    for moyen in ("prélèvement", "prelevement"):
        message = ecrire("paiement_recu", PAIEMENT | {"moyen": moyen})
        assert message["Subject"].startswith("Prélèvement enregistré\xa0: 87,94\xa0€ pour la facture 2300240069928")
        for forme in ("plain", "html"):
            lu = lisible(message, forme)
            assert "Votre prélèvement de 87,94 € a été enregistré le 9 juillet 2023" in lu
            assert "Moyen de paiement : prélèvement" in lu
            assert "reçu" not in lu


def test_plusieurs_factures_ont_chacune_leur_ligne_et_leur_lien() -> None:
    message = ecrire("paiement_recu", PAIEMENT | {"factures": [UNE, AUTRE], "montant_centimes": 10_000})
    assert message["Subject"] == "Paiement reçu\xa0: 100,00\xa0€ pour 2 factures"
    for forme in ("plain", "html"):
        lu = lisible(message, forme)
        for facture, montant in ((UNE, "87,94 €"), (AUTRE, "12,06 €")):
            assert f"{ORIGINE}/factures/{facture['reference']}" in lu
            assert montant in lu


def test_un_nom_hostile_reste_un_nom() -> None:
    nom = "A & B <b>C</b> {{ 7*7 }}\r\nBcc: x@evil.example\x00\u202e\n\nhttps://evil.example"
    message = ecrire("activation", MODELES["activation"] | {"nom": nom}, nom_collectivite=nom)
    assert message["Bcc"] is None
    assert len(message["From"].addresses) == len(message["To"].addresses) == 1
    attendu = "A & B <b>C</b> {{ 7*7 }} Bcc: x@evil.example https://evil.example"
    assert f"pour {attendu}." in partie(message, "plain")
    soupe = BeautifulSoup(partie(message, "html"), "html.parser")
    assert soupe.find("b") is None
    assert f"pour {attendu}." in soupe.get_text()
    assert "https://evil.example" not in [a["href"] for a in soupe.find_all("a")]


def test_un_objet_hostile_ne_fait_ni_entete_ni_trop_long() -> None:
    facture = UNE | {"reference": "F\r\nBcc: x@evil.example\r\n\r\n" + "9" * 200}
    message = ecrire("paiement_recu", PAIEMENT | {"factures": [facture]})
    assert message["Bcc"] is None
    assert len(message["Subject"]) == 77
    assert message["Subject"].endswith("…")


def test_l_objet_d_un_message_au_service_est_celui_qui_a_ete_ecrit() -> None:
    sujet = "Question & réclamation sur l'<avoir>"
    donnees = {"nom": "A & B", "repondre_a": "a@example.fr", "sujet": sujet, "message": ["m"], "code_usager": ""}
    message = ecrire("contact", donnees)
    assert message["Subject"] == f"Message au service\xa0: {sujet}"
    assert f"Objet\xa0: {sujet}" in partie(message, "plain")
    titre = BeautifulSoup(partie(message, "html"), "html.parser").h1
    assert titre is not None
    assert titre.get_text() == message["Subject"]


def test_chaque_modele_a_son_exemple() -> None:
    """A mail without an example would escape every test above."""
    dossiers = {chemin.parent.name for chemin in (RACINE / "templates" / "courriels").glob("*/objet.txt")}
    assert dossiers == set(MODELES)


def test_la_partie_texte_n_echappe_rien() -> None:
    message = ecrire("contact")
    assert message["Subject"] == "Message au service\u00a0: Bac & couvercle"

"""Data of each mail, and a mail as it arrives."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from bs4 import BeautifulSoup

from app.courriels.composition import composer

ORIGINE = "https://dechets.example.fr"
LIEN = f"{ORIGINE}/compte/activation/kQ3-Zs_9vWb1xT0pLr7Nf2Ue4Yc6Hd8Ga5JmKoQiSx0"
CONTACT = "dechets@example.fr"
NOM = "Communauté de Communes de Flandre Intérieure"
UNE = {"reference": "2300240069928", "objet": "Redevance incitative 2023", "montant_centimes": 8_794}
AUTRE = {"reference": "2300240069929", "objet": "", "montant_centimes": 1_206}
PAIEMENT = {
    "montant_centimes": 8_794,
    "jour": "2023-07-09",
    "moyen": "carte bancaire",
    "factures": [UNE],
    "paiement": 7,
}

MODELES: dict[str, dict[str, Any]] = {
    "activation": {"lien": LIEN, "nom": "DUPONT Pierre", "jeton": "j"},
    "activation_adresse": {"lien": LIEN, "jeton": "j"},
    "deja_inscrit": {},
    "mot_de_passe": {"lien": LIEN, "jeton": "j"},
    "mot_de_passe_change": {"change_le": "2023-07-09T14:32:00+00:00"},
    "paiement_recu": PAIEMENT,
    "essais_refuses": {"essais": 10},
    "agent_essais_refuses": {"essais": 10},
    "agent_mot_de_passe_change": {"change_le": "2023-07-09T14:32:00+00:00"},
    "adresse_confirmation": {"lien": LIEN, "jeton": "j"},
    "adresse_prise": {},
    "adresse_demandee": {"lien": LIEN, "jeton": "j", "nouvelle": "pierre@example.fr"},
    "adresse_changee": {"lien": LIEN, "jeton": "j", "nouvelle": "pierre@example.fr"},
    "adresse_nouvelle": {},
    "adresse_retablie": {"lien": LIEN, "jeton": "j"},
    "adresse_retiree": {},
    "second_facteur": {
        "acte": "code_secours_utilise",
        "le": "2023-07-09T14:32:00+00:00",
        "restants": 2,
        "est_agent": False,
    },
    "second_facteur_actif": {"lien": LIEN, "jeton": "j", "le": "2023-07-09T14:32:00+00:00"},
    "second_facteur_annule": {"lien": LIEN, "jeton": "j"},
    "references_proposees": {"lien": LIEN, "jeton": "j"},
    "reference_ajoutee": {"code_usager": "00007"},
    "reference_retiree": {"code_usager": "00007"},
    "reference_partagee": {"code_usager": "00007"},
    "connexions_fermees": {"fermees_le": "2023-07-09T14:32:00+00:00"},
    "compte_ferme": {"ferme_le": "2023-07-09T14:32:00+00:00"},
    "donnees_pretes": {"expire_le": "2023-07-16T14:32:00+00:00"},
    "effacement_annonce": {"efface_le": "2023-08-08T14:32:00+00:00"},
    "compte_efface": {},
    "contact": {
        "nom": "DUPONT Pierre",
        "repondre_a": "dupont59@example.fr",
        "sujet": "Bac & couvercle",
        "message": ["Bonjour,", "Le couvercle est cassé."],
        "code_usager": "00001",
    },
}


def ecrire(modele: str, donnees: dict[str, Any] | None = None, **autres: Any) -> EmailMessage:
    """The mail as it arrives: composed, sent as bytes, read again."""
    entetes: dict[str, Any] = {
        "origine": ORIGINE,
        "expediteur": "portail@example.fr",
        "nom_collectivite": NOM,
        "courriel_contact": CONTACT,
        "destinataire": "dupont59@gmail.com",
        "message_id": "<6f0b5f0e-4a70-4a5d-9d6a-2b1c6f101e5a@dechets.example.fr>",
        "cree_le": datetime(2023, 7, 9, 14, 32, tzinfo=UTC),
    }
    message = composer(modele, MODELES[modele] if donnees is None else donnees, **(entetes | autres))
    recu = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(recu, EmailMessage)
    return recu


def partie(message: EmailMessage, forme: str) -> str:
    corps = message.get_body((forme,))
    assert corps is not None
    return str(corps.get_content())


def lisible(message: EmailMessage, forme: str) -> str:
    """Text as read, addresses of links included, every space a plain one."""
    contenu = partie(message, forme)
    if forme == "html":
        soupe = BeautifulSoup(contenu, "html.parser")
        contenu = soupe.get_text(" ") + " ".join(str(a["href"]) for a in soupe.find_all("a"))
    return " ".join(contenu.split())

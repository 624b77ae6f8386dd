"""The console's words for tables, columns and choices: French as it is written, where identifiers have no accent."""

import json
from collections.abc import Mapping
from typing import Any

from app.agents.console.boutons import UNITE
from app.agents.politique import REGLES

MOTS = {
    "abonne": "abonné",
    "accessibilite": "accessibilité",
    "annulee": "annulée",
    "batiment": "bâtiment",
    "bp": "BP",
    "categorie": "catégorie",
    "civilite": "civilité",
    "complement": "complément",
    "confirme": "confirmé",
    "cree": "créé",
    "declaration": "déclaration",
    "delai": "délai",
    "delegue": "délégué",
    "depose": "déposé",
    "deposee": "déposée",
    "debut": "début",
    "decidee": "décidée",
    "echeance": "échéance",
    "echecs": "échecs",
    "effectue": "effectué",
    "envoye": "envoyé",
    "etage": "étage",
    "etat": "état",
    "hebergeur": "hébergeur",
    "fermee": "fermée",
    "ferme": "fermé",
    "derniere": "dernière",
    "modifie": "modifié",
    "numero": "numéro",
    "leve": "levé",
    "levee": "levée",
    "libelle": "libellé",
    "milliemes": "millièmes",
    "centiemes": "centièmes",
    "payfip": "PayFiP",
    "plie": "plié",
    "prelevement": "prélèvement",
    "prenom": "prénom",
    "publiee": "publiée",
    "perime": "périmé",
    "periode": "période",
    "reference": "référence",
    "reglee": "réglée",
    "reponse": "réponse",
    "resultat": "résultat",
    "retire": "retiré",
    "siret": "SIRET",
    "telephone": "téléphone",
    "tournee": "tournée",
    "termine": "terminé",
    "verifie": "vérifié",
    "verifications": "vérifications",
    "consomme": "consommé",
    "retractation": "rétractation",
    "tva": "TVA",
    "groupe": "groupé",
}
NOMS = {
    "username": "Identifiant",
    "password": "Mot de passe",
    "first_name": "Prénom",
    "last_name": "Nom",
    "email": "Adresse électronique",
    "active": "Actif",
    "admin": "Ouvre les tables",
    "superuser": "Administrateur",
    "totp_prouve_le": "Second facteur prouvé le",
    "id": "N°",
}
CHOIX = {
    "references": "Références de la facture",
    "adresse": "Adresse électronique connue",
    "les_deux": "Les deux",
    "role": "Rôle",
    "titre": "Titre",
    "regie": "Régie",
    "service": "Service web",
    "tipi": "Page TIPI",
    "T": "Test",
    "X": "Activation",
    "W": "Production",
}
SCHEMA = "/schema/"


def libelle(colonne: str) -> str:
    """« Date facture », « Délai nouvel essai »."""
    if colonne in NOMS:
        return NOMS[colonne]
    texte = " ".join(MOTS.get(mot, mot) for mot in colonne.removesuffix("_centimes").split("_"))
    return texte[:1].upper() + texte[1:] + (UNITE if colonne.endswith("_centimes") else "")


def franciser(schema: bytes) -> bytes:
    """The description of a table as the console draws its forms from it, with our words."""
    lu: dict[str, Any] = json.loads(schema)
    for nom, colonne in lu["properties"].items():
        colonne["title"] = libelle(nom)
        choix: Mapping[str, Any] = colonne["extra"].get("choices") or {}
        for option in choix.values():
            option["display_name"] = CHOIX.get(option["value"], option["value"])
    return json.dumps(lu).encode()


def noms_des_tables() -> str:
    """The tables' names, as an object of the script."""
    return json.dumps({nom: regle.nom for nom, regle in REGLES.items()}, ensure_ascii=False)

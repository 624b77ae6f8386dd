"""The columns of factures.csv."""

from app.imports.colonnes import Colonne, choix, entier, forme, jour, montant, texte
from app.imports.erreurs import ValeurRefusee
from app.imports.valeurs import lire_texte
from app.metier.plis import plier_nom


def _refdet(brut: str) -> str:
    """The debt reference; PayFiP's display puts dashes in it, which are never sent."""
    reference = brut.replace("-", "").replace(" ", "")
    if not (6 <= len(reference) <= 30 and reference.isascii() and reference.isalnum()):
        raise ValeurRefusee("6 à 30 lettres et chiffres attendus")
    return reference


def _adresse(brut: str) -> str:
    """The lines of an address, each without blanks at its ends."""
    return "|".join(ligne.strip() for ligne in lire_texte(brut, 500).split("|"))


COLONNES = (
    texte("reference", 40, obligatoire=True),
    texte("code_usager", 40, effacable=False),
    texte("reference_contrat", 40),
    texte("objet", 200),
    jour("date_facture", effacable=False),
    jour("echeance"),
    jour("periode_debut"),
    jour("periode_fin"),
    montant("montant_ttc"),
    forme("numcli", "[0-9]{6}", "6 chiffres attendus"),
    entier("exercice", 1900, 2199),
    Colonne("refdet", _refdet),
    jour("payable_le"),
    jour("publiee_le"),
    choix("etat", {"ANNULEE": "annulee"}),
    texte("destinataire_nom", 200),
    Colonne("destinataire_plie", plier_nom, de="destinataire_nom"),
    Colonne("destinataire_adresse", _adresse),
    texte("lot", 60),
    texte("pdf", 150, effacable=False),
)

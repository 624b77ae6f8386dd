"""PDFs drawn from data: the copy of a bill and the receipt of a payment, both PDF/UA-1."""

from app.documents.atelier import DocumentImpossible, facture_en_pdf, recu_en_pdf
from app.documents.facture import DonneesFacture, LigneImprimee, composer_facture
from app.documents.parties import Comptable, Destinataire, Emetteur
from app.documents.recu import DonneesRecu, FacturePayee, MoyenPaiement, composer_recu

__all__ = [
    "Comptable",
    "Destinataire",
    "DocumentImpossible",
    "DonneesFacture",
    "DonneesRecu",
    "Emetteur",
    "FacturePayee",
    "LigneImprimee",
    "MoyenPaiement",
    "composer_facture",
    "composer_recu",
    "facture_en_pdf",
    "recu_en_pdf",
]

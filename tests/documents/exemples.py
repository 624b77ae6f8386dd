"""The bill and the receipt of the cast's first household, with what the source documents print on them."""

import io
from datetime import UTC, date, datetime
from typing import Any

from pypdf import PdfReader

from app.documents import (
    Comptable,
    Destinataire,
    DonneesFacture,
    DonneesRecu,
    Emetteur,
    FacturePayee,
    LigneImprimee,
    MoyenPaiement,
)

EMETTEUR = Emetteur(
    nom="Communauté de Communes de Flandre Intérieure",
    adresse=("222 bis rue de Vieux-Berquin", "59190 HAZEBROUCK"),
    site="https://cc-flandreinterieure.fr/fr/",
    siret="20004094700190",
    courriel="dechets@cc-flandreinterieure.fr",
)
COMPTABLE = Comptable(
    nom="Service de gestion comptable d’Hazebrouck",
    adresse=("60 Avenue Maréchal de Lattre de Tassigny", "59190 HAZEBROUCK"),
    telephone="0328418372",
    horaires="8h30-12h30 du lundi au vendredi",
)
DUPONT = Destinataire(
    nom="M DUPONT Pierre",
    adresse=("29 route de Méteren", "59270 Bailleul"),
    code_usager="00001",
    identifiant_portail="PSEMCSMJ",
)
LIGNES = (
    LigneImprimee(
        libelle="Abonnement, bac 140 litres",
        quantite_milliemes=6_000,
        prix_unitaire_dix_milliemes=98_000,
        montant_centimes=5_880,
    ),
    LigneImprimee(
        libelle="Dépôts en borne, par kilo",
        quantite_milliemes=12_500,
        prix_unitaire_dix_milliemes=2_512,
        taux_tva_centiemes=550,
        montant_centimes=314,
    ),
    LigneImprimee(libelle="Part fixe du foyer", montant_centimes=2_600),
)


def facture(**autres: Any) -> DonneesFacture:
    donnees: dict[str, Any] = {
        "emetteur": EMETTEUR,
        "comptable": COMPTABLE,
        "destinataire": DUPONT,
        "reference": "2300240069928",
        "objet": "Redevance incitative 2023",
        "date_facture": date(2023, 7, 2),
        "echeance": date(2023, 8, 31),
        "periode_debut": date(2023, 1, 1),
        "periode_fin": date(2023, 6, 30),
        "lignes": LIGNES,
        "montant_ttc_centimes": 8_794,
        "refdet": "2023-0022-23002200000000",
        "etat": "À régler",
        "adresse_portail": "https://dechets.example.fr",
        "a_regler": True,
    }
    return DonneesFacture(**(donnees | autres))


def recu(**autres: Any) -> DonneesRecu:
    payee = FacturePayee(
        reference="2300240069928",
        objet="Redevance incitative 2023",
        date_facture=date(2023, 7, 2),
        montant_centimes=8_794,
    )
    donnees: dict[str, Any] = {
        "emetteur": EMETTEUR,
        "comptable": COMPTABLE,
        "payeur": DUPONT,
        "factures": (payee,),
        "montant_centimes": 8_794,
        "paye_le": datetime(2023, 7, 9, 14, 32, tzinfo=UTC),
        "moyen": MoyenPaiement.CARTE,
        "idop": "2b1c6f10-1e5a-11ee-be56-0242ac120002",
        "numauto": "A55A31",
        "etabli_le": date(2023, 7, 10),
    }
    return DonneesRecu(**(donnees | autres))


def lire(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def texte(pdf: bytes) -> str:
    """All the text, with every kind of space made one plain space."""
    return " ".join(" ".join(page.extract_text() for page in lire(pdf).pages).split())

"""The copy of a bill, drawn from the billing data where billing delivered no PDF of its own."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from pydantic import Field

from app.documents.composition import composer
from app.documents.formats import prix_unitaire, quantite, taux
from app.documents.parties import Comptable, Destinataire, Donnees, Emetteur
from app.gabarits.filtres import date_courte, date_longue, euros

LIGNES_MAX: Final = 10_000
MENTION: Final = "Copie établie par le portail à partir des données de facturation"


class LigneImprimee(Donnees):
    """One line as billing gave it; what billing left empty stays empty."""

    libelle: str
    quantite_milliemes: int | None = None
    prix_unitaire_dix_milliemes: int | None = None
    taux_tva_centiemes: int | None = None
    montant_centimes: int


class DonneesFacture(Donnees):
    """All that the bill carries."""

    emetteur: Emetteur
    comptable: Comptable | None
    destinataire: Destinataire
    reference: str
    objet: str
    date_facture: date
    echeance: date | None = None
    periode_debut: date | None = None
    periode_fin: date | None = None
    lignes: tuple[LigneImprimee, ...] = Field(default=(), max_length=LIGNES_MAX)
    montant_ttc_centimes: int
    refdet: str = ""
    """As PayFiP shows it, dashes included."""
    etat: str
    adresse_portail: str
    a_regler: bool
    """Whether the resident is asked to pay: the copy then says how."""
    payable_en_ligne: bool = True


def composer_facture(donnees: DonneesFacture) -> bytes:
    """The PDF/UA-1 of a bill; the same data make the same bytes."""
    return composer("facture", vue_facture(donnees), donnees.date_facture)


def vue_facture(donnees: DonneesFacture) -> dict[str, object]:
    """What the model prints, as strings."""
    est_avoir = donnees.montant_ttc_centimes < 0
    return {
        "titre": f"{'Avoir' if est_avoir else 'Facture'} n°\xa0{donnees.reference}",
        "nature": "Avoir" if est_avoir else "Facture",
        "emetteur": donnees.emetteur.vue(),
        "comptable": donnees.comptable.vue() if donnees.comptable else None,
        "destinataire": donnees.destinataire.vue(),
        "reference": donnees.reference,
        "objet": donnees.objet,
        "date_facture": date_longue(donnees.date_facture),
        "echeance": date_longue(donnees.echeance) if donnees.echeance else "",
        "periode": _periode(donnees.periode_debut, donnees.periode_fin),
        "lignes": [_vue_ligne(ligne) for ligne in donnees.lignes],
        "avec_tva": _a_une_tva(donnees.lignes),
        "montant": euros(donnees.montant_ttc_centimes),
        "refdet": donnees.refdet,
        "etat": donnees.etat,
        "adresse_portail": donnees.adresse_portail,
        "a_regler": donnees.a_regler,
        "payable_en_ligne": donnees.payable_en_ligne,
        "mention": MENTION,
    }


def _vue_ligne(ligne: LigneImprimee) -> dict[str, str]:
    return {
        "libelle": ligne.libelle,
        "quantite": quantite(ligne.quantite_milliemes),
        "prix": prix_unitaire(ligne.prix_unitaire_dix_milliemes),
        "tva": taux(ligne.taux_tva_centiemes),
        "montant": euros(ligne.montant_centimes),
    }


def _a_une_tva(lignes: Sequence[LigneImprimee]) -> bool:
    return any(ligne.taux_tva_centiemes is not None for ligne in lignes)


def _periode(debut: date | None, fin: date | None) -> str:
    if debut and fin:
        return f"du {date_courte(debut)} au {date_courte(fin)}"
    if debut:
        return f"à partir du {date_courte(debut)}"
    return f"jusqu’au {date_courte(fin)}" if fin else ""

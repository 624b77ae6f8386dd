"""The receipt of a payment (attestation de paiement). A debit that was only registered never reads as « payé »."""

from datetime import date, datetime
from enum import Enum
from typing import Final

from pydantic import Field

from app.documents.composition import composer
from app.documents.parties import Comptable, Destinataire, Donnees, Emetteur
from app.gabarits.filtres import INSECABLE, date_courte, date_longue, euros, heure

FACTURES_MAX: Final = 1_000


class MoyenPaiement(Enum):
    CARTE = "carte bancaire"
    PRELEVEMENT = "prélèvement"


class FacturePayee(Donnees):
    reference: str
    objet: str
    date_facture: date
    montant_centimes: int


class DonneesRecu(Donnees):
    """What the receipt certifies: who, which bills, how much, when and how."""

    emetteur: Emetteur
    comptable: Comptable | None
    payeur: Destinataire
    factures: tuple[FacturePayee, ...] = Field(min_length=1, max_length=FACTURES_MAX)
    montant_centimes: int = Field(gt=0)
    paye_le: datetime
    moyen: MoyenPaiement
    idop: str
    numauto: str = ""
    est_confirme: bool = False
    """Whether the accountant's return confirmed what PayFiP announced."""
    etabli_le: date


def composer_recu(donnees: DonneesRecu) -> bytes:
    """The PDF/UA-1 of a receipt; the same data make the same bytes."""
    return composer("recu", vue_recu(donnees), donnees.etabli_le)


def vue_recu(donnees: DonneesRecu) -> dict[str, object]:
    """What the model prints, as strings."""
    est_debit = donnees.moyen is MoyenPaiement.PRELEVEMENT
    return {
        "titre": "Attestation de prélèvement enregistré" if est_debit else "Attestation de paiement",
        "emetteur": donnees.emetteur.vue(),
        "comptable": donnees.comptable.vue() if donnees.comptable else None,
        "destinataire": donnees.payeur.vue(),
        "phrase": _phrase_prelevement(donnees) if est_debit else _phrase_carte(donnees),
        "portee": _portee(donnees),
        "factures": [
            {
                "reference": facture.reference,
                "objet": facture.objet,
                "date": date_courte(facture.date_facture),
                "montant": euros(facture.montant_centimes),
            }
            for facture in donnees.factures
        ],
        "montant_libelle": "Montant à prélever" if est_debit else "Montant payé",
        "montant": euros(donnees.montant_centimes),
        "date_libelle": "Enregistré le" if est_debit else "Payé le",
        "paye_le": _instant(donnees.paye_le),
        "moyen": donnees.moyen.value,
        "idop": donnees.idop,
        "numauto_libelle": "Numéro d’opération" if est_debit else "Numéro d’autorisation",
        "numauto": donnees.numauto,
        "etabli_le": date_longue(donnees.etabli_le),
    }


def _instant(instant: datetime) -> str:
    return f"{date_longue(instant)} à {heure(instant)}"


def _factures(donnees: DonneesRecu) -> str:
    return "des factures ci-dessous" if len(donnees.factures) > 1 else "de la facture ci-dessous"


def _phrase_carte(donnees: DonneesRecu) -> str:
    return (
        f"{donnees.payeur.nom} (code usager {donnees.payeur.code_usager}) a payé {euros(donnees.montant_centimes)} "
        f"par carte bancaire le {_instant(donnees.paye_le)}, au titre {_factures(donnees)}."
    )


def _phrase_prelevement(donnees: DonneesRecu) -> str:
    return (
        f"Un prélèvement de {euros(donnees.montant_centimes)} a été enregistré le {_instant(donnees.paye_le)} pour "
        f"{donnees.payeur.nom} (code usager {donnees.payeur.code_usager}), au titre {_factures(donnees)}. "
        "La somme sera débitée du compte bancaire dans les jours qui suivent."
    )


def _portee(donnees: DonneesRecu) -> str:
    if donnees.est_confirme:
        return "Ce règlement a été confirmé par le comptable public."
    nature = "Ce prélèvement" if donnees.moyen is MoyenPaiement.PRELEVEMENT else "Ce paiement"
    return (
        f"{nature} a été annoncé par PayFiP, le service de paiement de la Direction générale des finances publiques. "
        f"Il est provisoire{INSECABLE}: il devient définitif lorsque le comptable public le confirme."
    )

"""What a page shows of a bill: its state in words, what can be done with it, and why not.

The state is derived from the ledger and from the attempts (see `regles`), never kept. Read them with `chargeurs`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EtatFacture(StrEnum):
    """Where a bill stands, for its resident."""

    A_REGLER = "a_regler"
    PAYABLE_PLUS_TARD = "payable_plus_tard"
    EN_COURS = "en_cours"
    REGLEE_EN_PARTIE = "reglee_en_partie"
    DECLAREE_REGLEE = "declaree_reglee"
    PRELEVEE = "prelevee"
    REGLEE = "reglee"
    PRELEVEMENT_ENREGISTRE = "prelevement_enregistre"
    TROP_PERCU = "trop_percu"
    ANNULEE = "annulee"
    AVOIR = "avoir"


LIBELLES_ETAT = {
    EtatFacture.A_REGLER: "À régler",
    EtatFacture.PAYABLE_PLUS_TARD: "Payable en ligne à partir du {jour}",
    EtatFacture.EN_COURS: "Paiement en cours",
    EtatFacture.REGLEE_EN_PARTIE: "Réglée en partie (reste {reste})",
    EtatFacture.DECLAREE_REGLEE: "Déclarée réglée",
    EtatFacture.PRELEVEE: "Prélevée le {jour}",
    EtatFacture.REGLEE: "Réglée",
    EtatFacture.PRELEVEMENT_ENREGISTRE: "Prélèvement enregistré",
    EtatFacture.TROP_PERCU: "Réglée, trop-perçu",
    EtatFacture.ANNULEE: "Annulée",
    EtatFacture.AVOIR: "Avoir",
}

SOLDEES = frozenset({EtatFacture.REGLEE, EtatFacture.PRELEVEMENT_ENREGISTRE, EtatFacture.TROP_PERCU})
"""Yellow rows."""
REGLEES = SOLDEES | {EtatFacture.ANNULEE, EtatFacture.AVOIR}
"""What the filter « Factures réglées » keeps."""


class FiltreFactures(StrEnum):
    """The three filters of the list; the value stands in the address (`?etat=reglees`)."""

    TOUTES = "toutes"
    NON_REGLEES = "non_reglees"
    REGLEES = "reglees"


LIBELLES_FILTRE = {
    FiltreFactures.TOUTES: "Toutes les factures",
    FiltreFactures.NON_REGLEES: "Factures non réglées",
    FiltreFactures.REGLEES: "Factures réglées",
}


class ActionFacture(StrEnum):
    """What the resident can do; both buttons post to `/factures/{reference}/paiement`."""

    REGLER = "regler"
    REPRENDRE = "reprendre"
    AUCUNE = "aucune"


LIBELLES_ACTION = {
    ActionFacture.REGLER: "RÉGLER",
    ActionFacture.REPRENDRE: "Reprendre le paiement",
    ActionFacture.AUCUNE: "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneDeListe:
    """One bill, as a row of the list shows it."""

    id: int
    reference: str
    objet: str
    date_facture: date
    echeance: date | None
    montant_centimes: int
    recu_centimes: int
    etat: EtatFacture
    libelle_etat: str
    """The state in words, complete (« Payable en ligne à partir du 02/07/2023 »)."""
    action: ActionFacture
    a_payer_centimes: int
    """What `action` would pay; 0 when there is none."""
    pourquoi: str
    """Why it cannot be paid on line, as a sentence; empty when it can."""
    document_id: int | None
    """The PDF that billing delivered; None = a copy is drawn."""
    duplicata: bool
    """Whether the collectivité lets its residents take copies."""

    @property
    def est_soldee(self) -> bool:
        """Yellow ground."""
        return self.etat in SOLDEES

    @property
    def est_reglee(self) -> bool:
        """Under « Factures réglées »."""
        return self.etat in REGLEES

    @property
    def nature_etat(self) -> str:
        """The nature that the macro `etat` of the tables takes."""
        if self.est_soldee:
            return "fait"
        return "attente" if self.etat is EtatFacture.EN_COURS else ""

    @property
    def libelle_action(self) -> str:
        """The button's text, empty without a button."""
        return LIBELLES_ACTION[self.action]


@dataclass(frozen=True, slots=True, kw_only=True)
class LigneVue:
    """A line of a bill."""

    rang: int
    libelle: str
    quantite_milliemes: int | None
    prix_unitaire_dix_milliemes: int | None
    taux_tva_centiemes: int | None
    montant_centimes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglementVue:
    """A line of the ledger, for its resident."""

    id: int
    facture_reference: str
    date: date
    libelle: str
    """« Paiement par carte bancaire », « Prélèvement », « Rejet »…"""
    montant_centimes: int
    est_provisoire: bool
    """Announced by PayFiP, not yet confirmed by the accountant."""
    paiement_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TentativeVue:
    """One attempt to pay, for its resident."""

    id: int
    cree_le: datetime
    montant_centimes: int
    libelle: str
    """« Abandonné », « Refusé », « En cours »…"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactureVue(LigneDeListe):
    """One bill with all that its page shows."""

    contrat_id: int | None
    contrat_reference: str | None
    periode_debut: date | None
    periode_fin: date | None
    exercice: int
    destinataire_nom: str
    destinataire_adresse: tuple[str, ...]
    reference_dette: str
    """The debt's reference as PayFiP shows it (with dashes); empty when unknown."""
    lignes: tuple[LigneVue, ...]
    reglements: tuple[ReglementVue, ...]
    tentatives: tuple[TentativeVue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFactures:
    """Twelve bills at most, and how many each filter holds."""

    factures: tuple[LigneDeListe, ...]
    filtre: FiltreFactures
    page: int
    pages: int
    comptes: dict[FiltreFactures, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaiementVue:
    """A payment under « Mes règlements »: one receipt, one or several bills."""

    id: int
    date: date
    moyen: str
    montant_centimes: int
    factures: tuple[str, ...]
    paiement_id: int | None
    """What the receipt is drawn from; None when the money came otherwise than on line."""
    est_provisoire: bool

"""The state of a bill and what can be done with it, derived from the ledger, the attempts and the settings.

Pure: everything comes in as facts, so that the list, the page and the desk where payments open agree.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.metier.collectivite import NatureClient, PortePaiement
from app.metier.contrats import ModePaiement
from app.metier.factures.dette import afficher_refdet, composer_refdet
from app.metier.factures.etats import LIBELLES_ETAT, ActionFacture, EtatFacture
from app.metier.factures.mots import jour, somme
from app.metier.paiements.situations import Issue, Situation, Tentative, situation

PRELEVES = frozenset({ModePaiement.PRELEVEMENT, ModePaiement.MENSUALISATION})
MINIMUM_PAYFIP = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FaitsClient:
    """Through whom the bill is paid."""

    id: int
    numcli: str
    nature: NatureClient
    porte: PortePaiement
    mode: str
    gabarit_refdet: str
    gabarit_affichage: str
    plafond_centimes: int
    actif: bool
    delai_paiement_jours: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaitsFacture:
    """All that decides of a bill's state at this instant."""

    id: int
    reference: str
    objet: str
    date_facture: date
    echeance: date | None
    montant_centimes: int
    annulee: bool
    exercice: int
    refdet: str
    payable_le: date | None
    mode_paiement: ModePaiement
    recu_centimes: int
    debit_provisoire: bool
    """Whether part of what was received is a direct debit that the accountant has not confirmed."""
    tentative: Tentative | None
    """The attempt that holds the bill."""
    client: FaitsClient | None
    paiement_en_ligne: bool
    delai: timedelta
    fuseau: ZoneInfo
    maintenant: datetime

    @property
    def aujourdhui(self) -> date:
        """The day that its residents' calendars show."""
        return self.maintenant.astimezone(self.fuseau).date()

    @property
    def reste_centimes(self) -> int:
        """What is still owed: amount less the sum of the ledger."""
        return self.montant_centimes - self.recu_centimes

    @property
    def situation(self) -> Situation:
        """What the attempt that holds the bill allows."""
        return situation(self.tentative, self.maintenant, self.delai)

    @property
    def refdet_a_envoyer(self) -> str:
        """The debt's reference as PayFiP takes it, or "" when it is not known."""
        if self.client is None:
            return ""
        return composer_refdet(
            self.client.gabarit_refdet, refdet=self.refdet, exercice=self.exercice, reference=self.reference
        )


def etat(faits: FaitsFacture) -> EtatFacture:
    """The state; whether it counts as settled depends on the ledger alone (`chargeurs` says the same in SQL)."""
    if faits.annulee:
        return EtatFacture.ANNULEE
    if faits.montant_centimes < 0:
        return EtatFacture.AVOIR
    if faits.reste_centimes < 0:
        return EtatFacture.TROP_PERCU
    if faits.reste_centimes == 0:
        return EtatFacture.PRELEVEMENT_ENREGISTRE if faits.debit_provisoire else EtatFacture.REGLEE
    return _etat_non_regle(faits)


def _etat_non_regle(faits: FaitsFacture) -> EtatFacture:
    if faits.situation.issue is not Issue.LIBRE:
        return EtatFacture.EN_COURS
    if faits.recu_centimes > 0:
        return EtatFacture.REGLEE_EN_PARTIE
    if faits.mode_paiement in PRELEVES:
        return EtatFacture.PRELEVEE
    if faits.payable_le is not None and faits.payable_le > faits.aujourdhui:
        return EtatFacture.PAYABLE_PLUS_TARD
    return EtatFacture.A_REGLER


def libelle(faits: FaitsFacture) -> str:
    """The state in words."""
    ici = etat(faits)
    if ici is EtatFacture.PRELEVEE and faits.echeance is None:
        return "Prélevée automatiquement"
    quand = faits.payable_le if ici is EtatFacture.PAYABLE_PLUS_TARD else faits.echeance
    return LIBELLES_ETAT[ici].format(jour=jour(quand) if quand else "", reste=somme(faits.reste_centimes))


def dernier_jour(faits: FaitsFacture) -> date | None:
    """The last day on which PayFiP takes this debt, where the client number has a limit."""
    if faits.client is None or faits.client.delai_paiement_jours is None:
        return None
    return (faits.payable_le or faits.date_facture) + timedelta(days=faits.client.delai_paiement_jours)


def a_payer_centimes(faits: FaitsFacture) -> int:
    """What a payment would ask for: the rest, never more than the bill."""
    return max(0, min(faits.reste_centimes, faits.montant_centimes))


def action(faits: FaitsFacture, pourquoi: str) -> ActionFacture:
    """The button, given why there might be none (see `obstacles.pourquoi`)."""
    if pourquoi:
        return ActionFacture.AUCUNE
    return ActionFacture.REPRENDRE if faits.situation.issue is Issue.REPRENDRE else ActionFacture.REGLER


def reference_affichee(faits: FaitsFacture) -> str:
    """The debt's reference as PayFiP shows it; empty when it is not known."""
    groupes = faits.client.gabarit_affichage if faits.client else ""
    return afficher_refdet(faits.refdet_a_envoyer or faits.refdet, groupes)

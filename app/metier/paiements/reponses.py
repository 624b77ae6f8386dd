"""What PayFiP says of an attempt, and what it makes of it. Pure: no clock, no database, no network."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.metier.paiements.delais import ABANDON
from app.metier.paiements.tables import EtatPaiement


class Code(StrEnum):
    """The codes that mean something to us; every other one is undetermined."""

    PAYE = "P"
    PRELEVEMENT = "V"
    ABANDON = "A"
    CARTE_REFUSEE = "R"
    PRELEVEMENT_REFUSE = "Z"
    SANS_ISSUE = "P5"
    IDOP_INCONNU = "P1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reponse:
    """One answer: a code and, when there is an outcome, what it is about."""

    code: str
    montant: int | None = None
    refdet: str | None = None
    numcli: str | None = None
    exer: str | None = None
    saisie: str | None = None
    numauto: str = ""
    effectue_le: datetime | None = None
    brut: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demande:
    """What the attempt asked for, and where it stands."""

    etat: EtatPaiement
    cree_le: datetime
    montant: int
    refdet: str
    numcli: str
    exer: str
    saisie: str
    attente_vue_le: datetime | None = None
    effectue_le: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state that follows (the same one when nothing changes) and why, for agents."""

    etat: EtatPaiement
    motif: str = ""


ISSUES = {
    Code.PAYE: EtatPaiement.PAYE_CARTE,
    Code.PRELEVEMENT: EtatPaiement.PRELEVEMENT_ACCEPTE,
    Code.CARTE_REFUSEE: EtatPaiement.REFUSE,
    Code.PRELEVEMENT_REFUSE: EtatPaiement.REFUSE,
}


def juger(demande: Demande, reponse: Reponse, maintenant: datetime, delai: timedelta) -> Verdict:
    """Where this answer takes the attempt, whatever its present state allows (the caller holds to `PASSAGES`)."""
    match reponse.code:
        case Code.SANS_ISSUE:
            return _sans_issue(demande, maintenant, delai)
        case Code.IDOP_INCONNU:
            return _idop_inconnu(demande)
    if ecarts := _ecarts(demande, reponse):
        return Verdict(EtatPaiement.QUARANTAINE, f"Réponse de PayFiP différente de la demande : {', '.join(ecarts)}")
    if reponse.code == Code.ABANDON:
        return _abandon(demande, reponse, maintenant)
    connue = next((etat for code, etat in ISSUES.items() if code == reponse.code), None)
    if connue is None:
        return Verdict(EtatPaiement.QUARANTAINE, f"Code de résultat inconnu : {reponse.code[:20]}")
    return Verdict(connue)


def _sans_issue(demande: Demande, maintenant: datetime, delai: timedelta) -> Verdict:
    if demande.etat not in (EtatPaiement.ENVOYE, EtatPaiement.EN_ATTENTE, EtatPaiement.INCONNU):
        return Verdict(demande.etat)
    if maintenant - demande.cree_le >= delai:
        return Verdict(EtatPaiement.EXPIRE, "Aucune issue dans le délai")
    return Verdict(demande.etat if demande.etat is EtatPaiement.INCONNU else EtatPaiement.EN_ATTENTE)


def _idop_inconnu(demande: Demande) -> Verdict:
    """PayFiP forgets what was not paid; had we never seen it waiting, we cannot tell that from a lost outcome."""
    if demande.etat not in (EtatPaiement.ENVOYE, EtatPaiement.EN_ATTENTE, EtatPaiement.INCONNU):
        return Verdict(demande.etat)
    if demande.attente_vue_le is not None:
        return Verdict(EtatPaiement.EXPIRE, "Oublié par PayFiP après avoir été vu sans issue")
    return Verdict(EtatPaiement.INCONNU, "Inconnu de PayFiP sans avoir jamais été vu en attente")


def _abandon(demande: Demande, reponse: Reponse, maintenant: datetime) -> Verdict:
    if demande.etat not in (EtatPaiement.ENVOYE, EtatPaiement.EN_ATTENTE):
        return Verdict(EtatPaiement.ABANDONNE)
    if maintenant - instant_de_l_abandon(demande.effectue_le, reponse, maintenant) < ABANDON:
        return Verdict(EtatPaiement.EN_ATTENTE)
    return Verdict(EtatPaiement.ABANDONNE)


def instant_de_l_abandon(deja_note: datetime | None, reponse: Reponse, maintenant: datetime) -> datetime:
    """When the payer gave up: as PayFiP says it, unless it lies ahead of us; else when we first heard of it."""
    if reponse.effectue_le is not None and reponse.effectue_le <= maintenant:
        return reponse.effectue_le
    return min(deja_note or maintenant, maintenant)


def _ecarts(demande: Demande, reponse: Reponse) -> list[str]:
    """Fields that differ. The amount, the debt and the client must be there; year and mode count when present."""
    differents = []
    if reponse.montant != demande.montant:
        differents.append("montant")
    if reponse.refdet != demande.refdet:
        differents.append("refdet")
    if reponse.numcli != demande.numcli:
        differents.append("numcli")
    if reponse.exer is not None and reponse.exer != demande.exer:
        differents.append("exer")
    if reponse.saisie is not None and reponse.saisie != demande.saisie:
        differents.append("saisie")
    return differents

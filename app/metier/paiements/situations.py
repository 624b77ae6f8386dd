"""What an attempt lets its bill do, from PayFiP's last answer and its age: never two payments of one bill."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.metier.paiements.delais import ABANDON, APPEL, REPRISE
from app.metier.paiements.passages import RETENUES
from app.metier.paiements.tables import EtatPaiement


@dataclass(frozen=True, slots=True, kw_only=True)
class Tentative:
    """What must be known of an attempt to place it."""

    etat: EtatPaiement
    cree_le: datetime
    idop: str | None = None
    resultat: str = ""
    """PayFiP's last answer as it came: P5, P1, A, an unknown code…"""
    effectue_le: datetime | None = None
    attente_vue_le: datetime | None = None


class Issue(StrEnum):
    """What the bill's page offers."""

    LIBRE = "libre"
    """Payable, anew or for the first time."""
    REPRENDRE = "reprendre"
    """The same PayFiP page."""
    OUVERTURE = "ouverture"
    """PayFiP is being called this very moment."""
    PATIENTER = "patienter"
    """Nothing until `jusque_le`."""
    DOUTE = "doute"
    """Nobody can tell: an agent or the accountant's return decides."""
    EXAMEN = "examen"
    """PayFiP's answer is not the one expected: agents look at it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """An issue and, while one must wait, until when."""

    issue: Issue
    jusque_le: datetime | None = None


LIBRE = Situation(Issue.LIBRE)


def situation(tentative: Tentative | None, maintenant: datetime, delai: timedelta) -> Situation:
    """Place the attempt that holds a bill; None and attempts that let go leave the bill free.

    Free does not mean that nobody paid: opening a payment asks PayFiP once more about the attempt before.
    """
    if tentative is None or tentative.etat not in RETENUES:
        return LIBRE
    if tentative.etat is EtatPaiement.INCONNU:
        return Situation(Issue.DOUTE)
    if tentative.etat is EtatPaiement.QUARANTAINE:
        return Situation(Issue.EXAMEN)
    if tentative.etat is EtatPaiement.CREE:
        fin = tentative.cree_le + APPEL
        return LIBRE if maintenant >= fin else Situation(Issue.OUVERTURE, fin)
    if tentative.resultat == "A":
        return _abandonnee(tentative, maintenant)
    return _sans_reponse(tentative, maintenant, delai)


def _abandonnee(tentative: Tentative, maintenant: datetime) -> Situation:
    """A cancelled payment may be a change of mind for two minutes."""
    fin = (tentative.effectue_le or tentative.cree_le) + ABANDON
    return LIBRE if maintenant >= fin else Situation(Issue.PATIENTER, fin)


def _sans_reponse(tentative: Tentative, maintenant: datetime, delai: timedelta) -> Situation:
    age = maintenant - tentative.cree_le
    if age < REPRISE:
        return Situation(Issue.REPRENDRE, tentative.cree_le + REPRISE)
    if age < delai:
        return Situation(Issue.PATIENTER, tentative.cree_le + delai)
    return LIBRE

"""Never two payments of one bill: the table, row by row."""

from datetime import UTC, datetime, timedelta

import pytest

from app.metier.paiements.situations import Issue, Situation, Tentative, situation
from app.metier.paiements.tables import EtatPaiement as E

DEBUT = datetime(2023, 7, 10, 10, 0, tzinfo=UTC)
DELAI = timedelta(hours=2)


def a(**duree: float) -> datetime:
    return DEBUT + timedelta(**duree)


def tentative(etat: E, resultat: str = "", effectue_le: datetime | None = None) -> Tentative:
    return Tentative(etat=etat, cree_le=DEBUT, idop="x", resultat=resultat, effectue_le=effectue_le)


LIGNES = [
    # No outcome yet: back to PayFiP for 15 minutes, then wait for the delay, then free.
    (tentative(E.ENVOYE), a(seconds=1), Issue.REPRENDRE, a(minutes=15)),
    (tentative(E.EN_ATTENTE, "P5"), a(minutes=14, seconds=59), Issue.REPRENDRE, a(minutes=15)),
    (tentative(E.EN_ATTENTE, "P5"), a(minutes=15), Issue.PATIENTER, a(hours=2)),
    (tentative(E.ENVOYE), a(minutes=15, seconds=1), Issue.PATIENTER, a(hours=2)),
    (tentative(E.EN_ATTENTE, "P5"), a(minutes=119, seconds=59), Issue.PATIENTER, a(hours=2)),
    (tentative(E.EN_ATTENTE, "P5"), a(hours=2), Issue.LIBRE, None),
    (tentative(E.EXPIRE, "P5"), a(hours=3), Issue.LIBRE, None),
    (tentative(E.EXPIRE, "P1"), a(hours=3), Issue.LIBRE, None),
    # Forgotten by PayFiP, never seen waiting.
    (tentative(E.INCONNU, "P1"), a(hours=20), Issue.DOUTE, None),
    (tentative(E.INCONNU, "P1"), a(days=400), Issue.DOUTE, None),
    # Abandoned: two minutes to change one's mind.
    (tentative(E.EN_ATTENTE, "A", a(minutes=3)), a(minutes=3), Issue.PATIENTER, a(minutes=5)),
    (tentative(E.EN_ATTENTE, "A", a(minutes=3)), a(minutes=4, seconds=59), Issue.PATIENTER, a(minutes=5)),
    (tentative(E.EN_ATTENTE, "A", a(minutes=3)), a(minutes=5), Issue.LIBRE, None),
    (tentative(E.ABANDONNE, "A", a(minutes=3)), a(minutes=5), Issue.LIBRE, None),
    # Refused: at once.
    (tentative(E.REFUSE, "R"), a(seconds=30), Issue.LIBRE, None),
    (tentative(E.REFUSE, "Z"), a(seconds=30), Issue.LIBRE, None),
    # Paid: the ledger speaks, the attempt holds nothing.
    (tentative(E.PAYE_CARTE, "P"), a(seconds=30), Issue.LIBRE, None),
    (tentative(E.PRELEVEMENT_ACCEPTE, "V"), a(seconds=30), Issue.LIBRE, None),
    # An answer that is not the one expected.
    (tentative(E.QUARANTAINE, "Q"), a(seconds=30), Issue.EXAMEN, None),
    (tentative(E.QUARANTAINE, "P"), a(days=30), Issue.EXAMEN, None),
    # The opening itself.
    (tentative(E.CREE), a(seconds=1), Issue.OUVERTURE, a(seconds=20)),
    (tentative(E.CREE), a(seconds=20), Issue.LIBRE, None),
    (tentative(E.ECHEC), a(seconds=1), Issue.LIBRE, None),
    (None, a(seconds=1), Issue.LIBRE, None),
]


@pytest.mark.parametrize(("tente", "instant", "issue", "jusque_le"), LIGNES)
def test_chaque_ligne_du_tableau(
    tente: Tentative | None, instant: datetime, issue: Issue, jusque_le: datetime | None
) -> None:
    assert situation(tente, instant, DELAI) == Situation(issue, jusque_le)


@pytest.mark.parametrize("minutes", [20, 45, 300])
def test_le_delai_est_celui_de_la_collectivite(minutes: int) -> None:
    delai = timedelta(minutes=minutes)
    attente = tentative(E.EN_ATTENTE, "P5")
    assert situation(attente, a(minutes=minutes, seconds=-1), delai).jusque_le == a(minutes=minutes)
    assert situation(attente, a(minutes=minutes), delai).issue is Issue.LIBRE

"""When PayFiP is asked again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.metier.paiements.delais import apres_panne, delai_de_reprise, prochaine_verification
from app.metier.paiements.passages import RETENUES
from app.metier.paiements.tables import EtatPaiement as E

DEBUT = datetime(2023, 7, 10, 10, 0, tzinfo=UTC)
DELAI = timedelta(hours=2)


@given(st.sampled_from(sorted(RETENUES)), st.integers(0, 400 * 24 * 60), st.integers(5, 600))
def test_ce_qui_tient_une_facture_est_toujours_suivi(etat: E, minutes: int, delai: int) -> None:
    instant = DEBUT + timedelta(minutes=minutes)
    prochaine = prochaine_verification(etat, DEBUT, instant, timedelta(minutes=delai))
    assert prochaine is not None
    assert instant < prochaine <= instant + timedelta(days=8)


@pytest.mark.parametrize("etat", [E.PAYE_CARTE, E.PRELEVEMENT_ACCEPTE, E.REFUSE, E.ECHEC])
def test_ce_qui_est_fini_ne_l_est_plus(etat: E) -> None:
    assert prochaine_verification(etat, DEBUT, DEBUT + timedelta(minutes=1), DELAI) is None


def test_expire_par_oubli_il_n_y_a_plus_rien_a_apprendre() -> None:
    plus_tard = DEBUT + timedelta(days=1)
    assert prochaine_verification(E.EXPIRE, DEBUT, plus_tard, DELAI, "P1") is None
    assert prochaine_verification(E.EXPIRE, DEBUT, plus_tard, DELAI, "P5") is not None


@pytest.mark.parametrize(
    ("jour", "heure_utc"), [(datetime(2026, 3, 28, 20, tzinfo=UTC), 2), (datetime(2026, 10, 24, 20, tzinfo=UTC), 3)]
)
def test_le_matin_est_celui_de_paris_meme_au_changement_d_heure(jour: datetime, heure_utc: int) -> None:
    prochaine = prochaine_verification(E.EN_ATTENTE, jour - timedelta(days=1), jour, DELAI)
    assert prochaine == (jour + timedelta(days=1)).replace(hour=heure_utc, minute=30)


def test_les_pannes_espacent_jusqu_a_la_demi_heure() -> None:
    attentes = [(apres_panne(n, DEBUT) - DEBUT).total_seconds() for n in range(1, 12)]
    assert attentes[:3] == [30, 60, 120]
    assert attentes == sorted(attentes)
    assert attentes[-1] == 1800


def test_le_delai_ne_descend_pas_sous_l_ouverture_de_la_page_de_payfip() -> None:
    assert delai_de_reprise(5) == timedelta(minutes=15)
    assert delai_de_reprise(120) == timedelta(hours=2)

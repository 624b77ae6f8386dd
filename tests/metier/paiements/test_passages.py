"""The graph of states, and what any order of answers leads to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.metier.paiements.passages import (
    DEFINITIFS,
    LIBELLES,
    PASSAGES,
    PAYES,
    RETENUES,
    VIVES,
    PassageInterdit,
    exiger_passage,
    peut_passer,
)
from app.metier.paiements.reponses import Demande, Reponse, juger
from app.metier.paiements.tables import EtatPaiement as E

DEBUT = datetime(2023, 7, 10, 10, 0, tzinfo=UTC)
DELAI = timedelta(hours=2)
DEMANDE = Demande(etat=E.ENVOYE, cree_le=DEBUT, montant=8794, refdet="DETTE1", numcli="090909", exer="2023", saisie="T")
BONNE = {"montant": 8794, "refdet": "DETTE1", "numcli": "090909", "exer": "2023", "saisie": "T"}
CODES = ["P", "V", "A", "R", "Z", "P5", "P1", "W", ""]


def test_tout_etat_a_ses_passages_et_son_libelle() -> None:
    assert set(PASSAGES) == set(LIBELLES) == set(E)
    assert VIVES < RETENUES
    assert not RETENUES & DEFINITIFS


def test_un_etat_definitif_ne_mene_nulle_part() -> None:
    for etat in DEFINITIFS:
        assert PASSAGES[etat] == frozenset()


def test_l_argent_l_emporte_de_partout_ou_payfip_repond() -> None:
    for etat in set(E) - DEFINITIFS - {E.CREE}:
        assert PASSAGES[etat] >= PAYES


@pytest.mark.parametrize(
    ("de", "vers"),
    [(E.PAYE_CARTE, E.REFUSE), (E.CREE, E.PAYE_CARTE), (E.EXPIRE, E.EN_ATTENTE), (E.ECHEC, E.ENVOYE)],
)
def test_un_passage_interdit_leve(de: E, vers: E) -> None:
    with pytest.raises(PassageInterdit):
        exiger_passage(de, vers)


class Dossier:
    """An attempt in memory, moved as the database's one is."""

    def __init__(self) -> None:
        self.demande = DEMANDE
        self.vus = [DEMANDE.etat]

    def entendre(self, code: str, minutes: int, *, fausse: bool = False) -> None:
        instant = DEBUT + timedelta(minutes=minutes)
        champs = BONNE | ({"montant": 1} if fausse else {})
        effectue_le = None if code in ("P5", "P1") else instant
        reponse = Reponse(code=code, effectue_le=effectue_le, **champs)  # type: ignore[arg-type]
        verdict = juger(self.demande, reponse, instant, DELAI)
        if code == "P5":
            self.demande = replace(self.demande, attente_vue_le=self.demande.attente_vue_le or instant)
        if verdict.etat is not self.demande.etat and peut_passer(self.demande.etat, verdict.etat):
            self.demande = replace(self.demande, etat=verdict.etat)
            self.vus.append(verdict.etat)


@given(st.lists(st.tuples(st.sampled_from(CODES), st.integers(0, 5000), st.booleans()), max_size=12))
def test_quel_que_soit_l_ordre(reponses: list[tuple[str, int, bool]]) -> None:
    dossier = Dossier()
    for code, minutes, fausse in sorted(reponses, key=lambda r: r[1]):
        dossier.entendre(code, minutes, fausse=fausse)
    payes = [etat for etat in dossier.vus if etat in PAYES]
    assert len(payes) <= 1
    if payes:
        assert dossier.vus[-1] == payes[0]
    argent = any(code in "PV" and code and not fausse for code, _, fausse in reponses)
    assert bool(payes) == argent


@given(st.sampled_from(sorted(set(E) - DEFINITIFS - {E.CREE})), st.integers(0, 100_000))
def test_un_montant_faux_ne_paie_jamais(etat: E, minutes: int) -> None:
    dossier = Dossier()
    dossier.demande = replace(DEMANDE, etat=etat)
    for code in ("P", "V"):
        dossier.entendre(code, minutes, fausse=True)
    assert dossier.demande.etat is E.QUARANTAINE


def test_p1_apres_p5_expire_et_sans_p5_laisse_en_doute() -> None:
    vu, jamais = Dossier(), Dossier()
    vu.entendre("P5", 3)
    vu.entendre("P1", 900)
    jamais.entendre("P1", 900)
    assert vu.vus == [E.ENVOYE, E.EN_ATTENTE, E.EXPIRE]
    assert jamais.vus == [E.ENVOYE, E.INCONNU]

"""Learning the outcome: once, from PayFiP alone."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.base import Inscription, executer, ligne, valeur
from app.encaissement import conclure
from app.metier.factures.chargeurs import sa_facture, ses_reglements
from app.metier.factures.etats import ActionFacture, EtatFacture
from app.metier.paiements.tables import EtatPaiement
from app.metier.verification import verifier
from tests.encaissement.outils import REFERENCE, etat, livre, payer, recus, tentative
from tests.personnages import Personnage, dupont, facture
from tests.simulateur.outils import Banc

MIDI = datetime(2023, 7, 10, 10, 0, tzinfo=UTC)


async def issue(banc: Banc, code: str) -> tuple[Personnage, str]:
    """A payment that came to this end, and is known to have."""
    personne = await dupont()
    passage = await payer(personne)
    await banc.payer(passage.idop, code)
    await conclure(passage.idop)
    return personne, passage.idop


@pytest.mark.parametrize(
    ("code", "attendu", "moyen", "etat_facture", "mots"),
    [
        ("P", EtatPaiement.PAYE_CARTE, "carte", EtatFacture.REGLEE, "Réglée"),
        (
            "V", EtatPaiement.PRELEVEMENT_ACCEPTE, "prelevement", EtatFacture.PRELEVEMENT_ENREGISTRE,
            "Prélèvement enregistré",
        ),
    ],
)  # fmt: skip
async def test_un_paiement_regle_la_facture(
    ccfi: Inscription,
    banc: Banc,
    code: str,
    attendu: EtatPaiement,
    moyen: str,
    etat_facture: EtatFacture,
    mots: str,
) -> None:
    personne, idop = await issue(banc, code)
    assert await etat(idop) is attendu
    assert await livre() == [(8794, moyen)]
    assert await recus() == 1
    vue = await sa_facture(personne.abonne.id, REFERENCE)
    assert vue is not None
    assert (vue.etat, vue.libelle_etat, vue.est_soldee, vue.action) == (etat_facture, mots, True, ActionFacture.AUCUNE)
    assert vue.reglements[0].est_provisoire
    (recu,) = await ses_reglements(personne.abonne.id)
    assert (recu.factures, recu.montant_centimes) == ((REFERENCE,), 8794)
    assert await verifier() == []


@pytest.mark.parametrize(("code", "attendu"), [("R", EtatPaiement.REFUSE), ("Z", EtatPaiement.REFUSE)])
async def test_un_refus_ne_regle_rien(ccfi: Inscription, banc: Banc, code: str, attendu: EtatPaiement) -> None:
    personne, idop = await issue(banc, code)
    assert await etat(idop) is attendu
    vue = await sa_facture(personne.abonne.id, REFERENCE)
    assert vue is not None
    assert (vue.etat, vue.action, vue.pourquoi) == (EtatFacture.A_REGLER, ActionFacture.REGLER, "")
    assert (await livre(), await recus()) == ([], 0)
    assert await verifier() == []


async def test_deux_fois_ne_change_rien(ccfi: Inscription, banc: Banc) -> None:
    _, idop = await issue(banc, "P")
    avant = await tentative(idop)
    for _ in range(3):
        suite = await conclure(idop)
        assert suite is not None
        assert suite.etat is EtatPaiement.PAYE_CARTE
    assert await tentative(idop) == avant
    assert (len(await livre()), await recus()) == (1, 1)


@pytest.mark.parametrize(
    ("champ", "valeur_fausse"),
    [
        ("montant", "100"), ("montant", ""), ("montant", "8795"), ("refdet", "AUTREDETTE"), ("refdet", ""),
        ("numcli", "111111"), ("numcli", ""), ("exer", "2022"), ("saisie", "W"), ("resultrans", "Q"),
        ("resultrans", "P1"), ("resultrans", "p"),
    ],
)  # fmt: skip
async def test_une_reponse_qui_ne_colle_pas_va_en_quarantaine(
    ccfi: Inscription, banc: Banc, champ: str, valeur_fausse: str
) -> None:
    personne = await dupont()
    passage = await payer(personne)
    await banc.payer(passage.idop, "P")
    await banc.regler(faux_champ=champ, faux_valeur=valeur_fausse)
    await conclure(passage.idop)
    assert await etat(passage.idop) is EtatPaiement.QUARANTAINE
    assert (await livre(), await recus()) == ([], 0)
    vue = await sa_facture(personne.abonne.id, REFERENCE)
    assert vue is not None
    assert (vue.etat, vue.action) == (EtatFacture.EN_COURS, ActionFacture.AUCUNE)
    assert "examine" in vue.pourquoi
    trace = await ligne("SELECT phrase FROM trace WHERE acte = 'paiement_quarantaine'")
    assert trace is not None
    assert await verifier() == []


@pytest.mark.parametrize("zone", ["UTC", "Europe/Paris", "America/New_York"])
async def test_sans_issue_l_attente_puis_l_expiration(
    ccfi: Inscription, banc: Banc, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    personne = await dupont()
    vus = []
    with time_machine.travel(MIDI, tick=True) as horloge:
        passage = await payer(personne)
        for minutes in (14, 119, 121):
            horloge.move_to(MIDI + timedelta(minutes=minutes))
            await conclure(passage.idop)
            vus.append(await etat(passage.idop))
    monkeypatch.undo()
    time.tzset()
    assert vus == [EtatPaiement.EN_ATTENTE, EtatPaiement.EN_ATTENTE, EtatPaiement.EXPIRE]


async def test_un_paiement_tardif_l_emporte(ccfi: Inscription, banc: Banc) -> None:
    """The attempt had let its bill go; a second one took it; both are paid: the books keep both."""
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        premier = await payer(personne)
        horloge.move_to(MIDI + timedelta(minutes=121))
        second = await payer(personne)
        await banc.payer(second.idop, "P")
        await banc.payer(premier.idop, "V")
        horloge.move_to(MIDI + timedelta(minutes=122))
        await conclure(second.idop)
        await conclure(premier.idop)
        vue = await sa_facture(personne.abonne.id, REFERENCE)
    assert vue is not None
    assert vue.etat is EtatFacture.TROP_PERCU
    assert sorted(await livre()) == [(8794, "carte"), (8794, "prelevement")]
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'trop_percu'") == 1
    assert await recus() == 2
    assert await verifier() == []


async def test_oublie_apres_avoir_ete_vu_en_attente(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        passage = await payer(personne)
        horloge.move_to(MIDI + timedelta(minutes=5))
        await conclure(passage.idop)
        horloge.move_to(MIDI + timedelta(days=1))
        await conclure(passage.idop)
        vue = await sa_facture(personne.abonne.id, REFERENCE)
    assert await etat(passage.idop) is EtatPaiement.EXPIRE
    assert (await tentative(passage.idop))["prochaine_verification_le"] is None
    assert vue is not None
    assert vue.action is ActionFacture.REGLER
    assert await verifier() == []


async def test_oublie_sans_avoir_jamais_ete_vu(ccfi: Inscription, banc: Banc) -> None:
    """We were down all the while: nobody can tell whether it was paid."""
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        passage = await payer(personne)
        horloge.move_to(MIDI + timedelta(days=1))
        await conclure(passage.idop)
        vue = await sa_facture(personne.abonne.id, REFERENCE)
    assert await etat(passage.idop) is EtatPaiement.INCONNU
    assert vue is not None
    assert (vue.etat, vue.action) == (EtatFacture.EN_COURS, ActionFacture.AUCUNE)
    assert "Ne payez pas une seconde fois" in vue.pourquoi
    assert await verifier() == []


async def test_une_panne_ne_conclut_rien_et_espace_les_questions(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    attentes = []
    with time_machine.travel(MIDI, tick=True) as horloge:
        passage = await payer(personne)
        await banc.regler(panne="html503")
        instant = MIDI
        for _ in range(4):
            instant += timedelta(seconds=61)
            horloge.move_to(instant)
            suite = await conclure(passage.idop)
            assert suite is not None
            assert suite.est_panne
            lue = await tentative(passage.idop)
            attentes.append(round((lue["prochaine_verification_le"] - instant).total_seconds()))
    assert attentes == [30, 60, 120, 240]
    assert await etat(passage.idop) is EtatPaiement.ENVOYE


async def test_plusieurs_factures_reglees_ensemble(milhaud: Inscription, banc: Banc) -> None:
    personne = await dupont()
    await facture(personne, "F2", 1234)
    passage = await payer(personne, REFERENCE, "F2")
    await banc.payer(passage.idop, "P")
    await conclure(passage.idop)
    assert sorted(await livre()) == [(1234, "carte"), (8794, "carte")]
    (recu,) = await ses_reglements(personne.abonne.id)
    assert (recu.factures, recu.montant_centimes) == ((REFERENCE, "F2"), 10028)
    assert await recus() == 1
    assert await verifier() == []


async def test_un_rejet_rouvre_la_facture(ccfi: Inscription, banc: Banc) -> None:
    personne, _ = await issue(banc, "V")
    await executer(
        "INSERT INTO reglement (facture, nature, source, date, montant_centimes, moyen, idop, numauto, provisoire, "
        "cree_le) SELECT facture, 'rejet', 'comptable', date, -montant_centimes, moyen, '', '', false, cree_le "
        "FROM reglement"
    )
    vue = await sa_facture(personne.abonne.id, REFERENCE)
    assert vue is not None
    assert (vue.etat, vue.action) == (EtatFacture.A_REGLER, ActionFacture.REGLER)
    assert (await payer(personne)).idop
    assert await verifier() == []


async def test_un_numero_inconnu_n_ecrit_ni_ne_demande_rien(ccfi: Inscription, banc: Banc) -> None:
    await issue(banc, "P")
    avant = await valeur("SELECT count(*) FROM trace")
    await banc.regler(panne="attente", panne_attente=600)  # any call would hang until its own limit
    for numero in range(50):
        assert await conclure(f"{numero:08d}-0000-11ee-8000-000000000000") is None
    assert await valeur("SELECT count(*) FROM trace") == avant
    assert await valeur("SELECT count(*) FROM limite") == 0


async def test_les_questions_sur_un_meme_paiement_sont_comptees(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    with time_machine.travel(MIDI, tick=False) as horloge:
        passage = await payer(personne)
        for seconde in range(120):
            horloge.move_to(MIDI + timedelta(seconds=seconde), tick=False)
            for _ in range(5):
                await conclure(passage.idop)
        assert (await tentative(passage.idop))["verifications"] <= 12

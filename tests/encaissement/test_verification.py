"""The worker's check: finds what nobody told, and what was lost on the way."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from app.base import Inscription, executer, valeur
from app.encaissement import PayfipInjoignable, conclure, verifier_les_dus
from app.metier.paiements.tables import EtatPaiement
from app.metier.verification import verifier
from tests.encaissement.outils import etat, livre, payer, recus, tentative
from tests.personnages import camille, dupont, facture
from tests.simulateur.outils import Banc

MIDI = datetime(2023, 7, 10, 10, 0, tzinfo=UTC)


async def test_sans_notification_ni_retour_le_paiement_est_trouve(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        passage = await payer(personne)
        await banc.payer(passage.idop, "P")
        assert await verifier_les_dus() == 0
        horloge.move_to(MIDI + timedelta(minutes=1, seconds=1))
        assert await verifier_les_dus() == 1
        assert await verifier_les_dus() == 0
    assert await livre() == [(8794, "carte")]
    assert await recus() == 1
    assert await verifier() == []


async def test_les_questions_suivent_le_calendrier(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    minutes = []
    with time_machine.travel(MIDI, tick=True) as horloge:
        passage = await payer(personne)
        for _ in range(15):
            prochaine = (await tentative(passage.idop))["prochaine_verification_le"]
            if prochaine is None:
                break
            minutes.append(round((prochaine - MIDI).total_seconds() / 60))
            horloge.move_to(prochaine + timedelta(seconds=1))
            assert await verifier_les_dus() == 1
    # Then the next morning at half past four in Paris: PayFiP has forgotten, nothing more to learn.
    assert minutes == [1, 2, 5, 10, 16, 20, 50, 80, 110, 120, 16 * 60 + 30]
    assert await etat(passage.idop) is EtatPaiement.EXPIRE


async def test_commence_et_jamais_fini_il_est_suivi_pour_toujours(ccfi: Inscription, banc: Banc) -> None:
    """Started on PayFiP's page, so never forgotten there; paid after two months."""
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        passage = await payer(personne)
        banc.tresor.depot.commencer(passage.idop)
        tours = 0
        while (suite := (await tentative(passage.idop))["prochaine_verification_le"]) < MIDI + timedelta(days=60):
            horloge.move_to(suite + timedelta(seconds=1))
            await verifier_les_dus()
            tours += 1
        assert 40 < tours < 60
        await banc.payer(passage.idop, "P")
        horloge.move_to(suite + timedelta(seconds=1))
        await verifier_les_dus()
    assert await etat(passage.idop) is EtatPaiement.PAYE_CARTE
    assert await verifier() == []


async def test_une_reponse_perdue_se_retrouve_par_sa_dette(ccfi: Inscription, banc: Banc) -> None:
    """PayFiP opened the payment, its answer was cut, somebody pays it all the same."""
    personne = await dupont()
    await banc.regler(panne="xml_tronque")
    with pytest.raises(PayfipInjoignable):
        await payer(personne)
    await banc.regler(panne="aucune")
    (perdu,) = banc.tresor.depot.lister()
    second = await payer(personne)
    assert second.idop != perdu.idop
    await banc.payer(perdu.idop, "P")
    suite = await conclure(perdu.idop)
    assert suite is not None
    assert suite.etat is EtatPaiement.PAYE_CARTE
    assert await livre() == [(8794, "carte")]
    assert await verifier() == []


async def test_un_numero_forge_n_est_pas_pris_pour_une_reponse_perdue(ccfi: Inscription, banc: Banc) -> None:
    personne, autre = await dupont(), await camille()
    await facture(autre, "F9", 4200)
    await banc.regler(panne="xml_tronque")
    with pytest.raises(PayfipInjoignable):
        await payer(personne)
    await banc.regler(panne="aucune")
    etranger = await payer(autre, "F9")
    await banc.payer(etranger.idop, "P")
    await executer("UPDATE paiement SET idop = 'ailleurs' WHERE idop = $1", etranger.idop)
    assert await conclure(etranger.idop) is None
    for numero in range(30):
        assert await conclure(f"{numero:08d}-0000-11ee-8000-000000000000") is None
    assert await valeur("SELECT max(cardinality(essais)) FROM limite") == 10
    assert await livre() == []


async def test_un_ouvrier_mort_rend_ses_paiements(ccfi: Inscription, banc: Banc) -> None:
    from app.metier.paiements.verifications import a_verifier

    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        passage = await payer(personne)
        await banc.payer(passage.idop, "P")
        horloge.move_to(MIDI + timedelta(minutes=1, seconds=1))
        assert len(await a_verifier()) == 1  # and then the worker dies
        horloge.move_to(MIDI + timedelta(minutes=3))
        assert await verifier_les_dus() == 0
        horloge.move_to(MIDI + timedelta(minutes=3, seconds=5))
        assert await verifier_les_dus() == 1
    assert await etat(passage.idop) is EtatPaiement.PAYE_CARTE

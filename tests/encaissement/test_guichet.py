"""Opening a payment."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from app.base import Inscription, executer, ligne, lignes, valeur
from app.encaissement import FactureIntrouvable, PayfipInjoignable, ouvrir
from app.metier.erreurs import RegleRefusee
from app.metier.paiements.tables import EtatPaiement
from tests.encaissement.outils import REFERENCE, etat, payer, tentative
from tests.personnages import camille, dupont, facture
from tests.simulateur.outils import Banc

MIDI = datetime(2023, 7, 10, 10, 0, tzinfo=UTC)


async def test_la_tentative_porte_la_dette_et_l_adresse_du_compte(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    passage = await payer(personne)
    assert passage.adresse == f"http://payfip.localhost:8002/tpa/paiementws.web?idop={passage.idop}"
    ecrite = await tentative(passage.idop)
    assert ecrite["etat"] == EtatPaiement.ENVOYE
    operation = banc.tresor.depot.trouver(passage.idop)
    assert operation is not None
    assert (operation.montant, operation.exer, operation.numcli) == (8794, "2023", "090909")
    assert (operation.refdet, operation.mel) == (ecrite["refdet"], "dupont59@gmail.com")
    assert operation.urlnotif == "http://ccfi.localhost:8000/paiement/notification"
    assert operation.urlredirect == "http://ccfi.localhost:8000/paiement/retour"
    assert await valeur("SELECT vive FROM part_paiement WHERE paiement = $1", ecrite["id"]) is True


async def test_un_second_clic_mene_au_meme_paiement(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        premier = await payer(personne)
        horloge.move_to(MIDI + timedelta(minutes=14, seconds=59))
        assert await payer(personne) == premier
        horloge.move_to(MIDI + timedelta(minutes=15, seconds=1))
        with pytest.raises(RegleRefusee, match=r"nouvel essai possible à 14.h.00"):
            await payer(personne)
    assert len(banc.tresor.depot.lister()) == 1


async def test_passe_le_delai_un_nouveau_paiement_s_ouvre(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        premier = await payer(personne)
        horloge.move_to(MIDI + timedelta(minutes=121))
        second = await payer(personne)
    assert premier.idop != second.idop
    assert await etat(premier.idop) is EtatPaiement.EXPIRE
    assert (await tentative(premier.idop))["prochaine_verification_le"] is not None


async def test_un_refus_libere_aussitot(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    premier = await payer(personne)
    await banc.payer(premier.idop, "R")
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=3), tick=True):
        second = await payer(personne)
    assert await etat(premier.idop) is EtatPaiement.REFUSE
    assert second.idop != premier.idop


async def test_un_abandon_libere_au_bout_de_deux_minutes(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        premier = await payer(personne)
        await banc.payer(premier.idop, "A")
        horloge.move_to(MIDI + timedelta(minutes=1))
        with pytest.raises(RegleRefusee, match=r"nouvel essai possible à 12.h.02"):
            await payer(personne)
        horloge.move_to(MIDI + timedelta(minutes=2, seconds=1))
        second = await payer(personne)
    assert await etat(premier.idop) is EtatPaiement.ABANDONNE
    assert second.idop != premier.idop


async def test_payee_entre_temps_elle_ne_se_paie_plus(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    premier = await payer(personne)
    await banc.payer(premier.idop, "P")
    with (
        time_machine.travel(datetime.now(UTC) + timedelta(seconds=3), tick=True),
        pytest.raises(RegleRefusee, match="déjà réglée"),
    ):
        await payer(personne)
    assert await etat(premier.idop) is EtatPaiement.PAYE_CARTE


async def test_la_facture_d_un_autre_n_existe_pas(ccfi: Inscription, banc: Banc) -> None:
    await dupont()
    autre = await camille()
    for reference in (REFERENCE, "inconnue", ""):
        with pytest.raises(FactureIntrouvable):
            await payer(autre, reference)
    with pytest.raises(FactureIntrouvable):
        await ouvrir(autre.abonne.id, [], compte=None, mel=autre.courriel)
    assert await valeur("SELECT count(*) FROM paiement") == 0


async def test_une_facture_pas_encore_publiee_n_existe_pas(ccfi: Inscription, banc: Banc) -> None:
    personne = await camille()
    await facture(personne, "F1", 5000, publiee_le=date(2999, 1, 1))
    with pytest.raises(FactureIntrouvable):
        await payer(personne, "F1")


@pytest.mark.parametrize(
    ("panne", "etat_attendu"),
    [("html503", "expire"), ("faute_technique", "expire"), ("xml_tronque", "expire")],
)
async def test_payfip_en_panne_rend_la_facture(ccfi: Inscription, banc: Banc, panne: str, etat_attendu: str) -> None:
    personne = await dupont()
    await banc.regler(panne=panne)
    with pytest.raises(PayfipInjoignable):
        await payer(personne)
    assert await valeur("SELECT etat FROM paiement") == etat_attendu
    await banc.regler(panne="aucune")
    assert (await payer(personne)).idop


async def test_payfip_refuse_l_ouverture(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    await executer("UPDATE client_payfip SET numcli = '000000'")
    with pytest.raises(RegleRefusee, match="code T2"):
        await payer(personne)
    lue = await ligne("SELECT p.etat, v.vive FROM paiement p JOIN part_paiement v ON v.paiement = p.id")
    assert lue is not None
    assert (lue["etat"], lue["vive"]) == ("echec", False)


async def test_ce_que_payfip_refuserait_n_est_pas_meme_ecrit(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    with pytest.raises(RegleRefusee, match="adresse électronique"):
        await ouvrir(personne.abonne.id, [REFERENCE], compte=None, mel="x" * 80 + "@exemple.fr")
    assert await valeur("SELECT count(*) FROM paiement") == 0


async def test_plusieurs_factures_d_une_regie_en_un_paiement(milhaud: Inscription, banc: Banc) -> None:
    personne = await camille()
    for numero in (1, 2, 3):
        await facture(personne, f"F{numero}", 1000 * numero)
    passage = await payer(personne, "F1", "F3")
    assert (await tentative(passage.idop))["montant_centimes"] == 4000
    assert await payer(personne, "F3", "F1") == passage
    with pytest.raises(RegleRefusee, match="déjà un paiement en cours"):
        await payer(personne, "F1")
    with pytest.raises(RegleRefusee, match="déjà un paiement en cours"):
        await payer(personne, "F1", "F2")
    seconde = await payer(personne, "F2")
    assert seconde.idop != passage.idop


async def test_un_role_ne_se_paie_pas_en_groupe(ccfi: Inscription, banc: Banc) -> None:
    personne = await camille()
    await executer("UPDATE collectivite SET paiement_groupe = true")
    await facture(personne, "F1", 1000)
    await facture(personne, "F2", 1000)
    with pytest.raises(RegleRefusee, match="une par une"):
        await payer(personne, "F1", "F2")


async def test_une_ouverture_morte_en_route_rend_la_facture(ccfi: Inscription, banc: Banc) -> None:
    """The process died between storing the attempt and PayFiP's answer."""
    personne = await dupont()
    with time_machine.travel(MIDI, tick=True) as horloge:
        premier = await payer(personne)
        await executer("UPDATE paiement SET idop = NULL, etat = 'cree', envoye_le = NULL")
        horloge.move_to(MIDI + timedelta(seconds=21))
        second = await payer(personne)
    assert second.idop != premier.idop
    assert [une["etat"] for une in await lignes("SELECT etat FROM paiement ORDER BY id")] == ["expire", "envoye"]

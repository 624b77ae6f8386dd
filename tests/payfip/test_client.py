"""Our client and the simulator, as they speak in life."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from app.payfip import ClientPayfip, PayfipRefus
from app.simulateur import ReglagesSimulateur
from tests.simulateur.outils import ORIGINE, Banc, demande, monter


async def test_un_paiement_du_debut_a_la_fin(banc: Banc) -> None:
    idop = await banc.client.creer_paiement(demande())
    assert UUID(idop).version == 1
    assert idop == idop.lower()
    with pytest.raises(PayfipRefus) as refus:
        await banc.client.lire_detail(idop)
    assert (refus.value.code, refus.value.libelle) == ("P5", "Résultat de la transaction non connu.")
    await banc.payer(idop, "P")
    detail = await banc.client.lire_detail(idop)
    assert (detail.idop, detail.resultrans, detail.montant) == (idop, "P", 8794)
    assert (detail.numcli, detail.refdet, detail.exer) == ("090909", "2023002223002200000000", "2023")
    assert (detail.mel, detail.objet, detail.saisie) == ("camille.martin@example.fr", "Facture 2300240069928", "T")
    assert detail.numauto is not None
    assert len(detail.numauto) == 6
    assert detail.effectue_le is not None
    assert timedelta() <= datetime.now(UTC) - detail.effectue_le < timedelta(minutes=2)


@pytest.mark.parametrize(("issue", "longueur"), [("P", 6), ("V", 16), ("R", 0), ("Z", 0), ("A", 0)])
async def test_chaque_issue_se_lit(banc: Banc, issue: str, longueur: int) -> None:
    idop = await banc.client.creer_paiement(demande())
    await banc.payer(idop, issue)
    detail = await banc.client.lire_detail(idop)
    assert (detail.resultrans, len(detail.numauto or "")) == (issue, longueur)


async def test_un_idop_inconnu_est_p1(banc: Banc) -> None:
    with pytest.raises(PayfipRefus) as refus:
        await banc.client.lire_detail("919108f7-52d1-4320-9bac-f847db4148a8")
    assert (refus.value.code, refus.value.libelle) == ("P1", "IdOp incorrect.")


async def test_les_noms_d_un_client() -> None:
    fiche = {"libelles": ("CCFI", "REDEVANCE D’ORDURES <MENAGERES>")}
    async with monter(ReglagesSimulateur(clients={"090909": fiche})) as banc:
        assert (await banc.client.lire_client("090909")).libelles == fiche["libelles"]
        with pytest.raises(PayfipRefus, match="T2"):
            await banc.client.lire_client("000000")


def test_l_adresse_de_paiement_n_est_qu_une_adresse() -> None:
    client = ClientPayfip(f"{ORIGINE}/")
    assert client.adresse_de_paiement("1-2") == f"{ORIGINE}/tpa/paiementws.web?idop=1-2"
    assert client.adresse_de_paiement("a&b=c#d") == f"{ORIGINE}/tpa/paiementws.web?idop=a%26b%3Dc%23d"


async def test_le_journal_tait_la_personne(banc: Banc) -> None:
    with capture_logs() as lignes:
        idop = await banc.client.creer_paiement(demande())
        await banc.payer(idop, "P")
        await banc.client.lire_detail(idop)
    appels = [ligne for ligne in lignes if ligne["event"] == "payfip.appel"]
    assert [appel["operation"] for appel in appels] == ["creerPaiementSecurise", "recupererDetailPaiementSecurise"]
    assert not any("camille" in str(ligne) or idop in str(ligne) for ligne in lignes)

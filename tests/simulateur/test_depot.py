"""The Treasury's book outlives its process."""

from pathlib import Path
from uuid import UUID

from app.simulateur import ReglagesSimulateur
from app.simulateur.depot import Depot
from app.simulateur.operations import Voie
from tests.simulateur.outils import BONNE_DEMANDE, demande, monter


async def test_tout_survit_a_un_redemarrage(tmp_path: Path) -> None:
    reglages = ReglagesSimulateur(dossier=tmp_path / "simulateur")
    async with monter(reglages) as banc:
        paye, ouvert = [await banc.client.creer_paiement(demande()) for _ in range(2)]
        await banc.payer(paye, "P")
        await banc.regler(retour="GET")
        avant = await banc.client.lire_detail(paye)
    async with monter(reglages) as banc:
        assert await banc.client.lire_detail(paye) == avant
        assert (await banc.http.get(banc.client.adresse_de_paiement(ouvert))).status_code == 200
        assert banc.tresor.bascules.retour == "GET"


def test_un_paiement_n_a_qu_une_issue(tmp_path: Path) -> None:
    premier, second = Depot(tmp_path), Depot(tmp_path)
    idop = premier.ouvrir(Voie.SERVICE, BONNE_DEMANDE).idop
    issues = [depot.conclure(idop, issue) for depot, issue in ((premier, "P"), (second, "R"), (premier, "V"))]
    assert [issue is not None for issue in issues] == [True, False, False]
    relu = second.trouver(idop)
    assert relu is not None
    assert relu.resultrans == "P"
    premier.fermer()
    second.fermer()


def test_les_idops_sont_uniques() -> None:
    depot = Depot(None)
    idops = {depot.ouvrir(Voie.SERVICE, BONNE_DEMANDE).idop for _ in range(500)}
    assert len(idops) == 500
    # A random node says so by its multicast bit: it can be no network card of this machine.
    assert all(UUID(idop).node >> 40 & 1 for idop in idops)
    depot.fermer()

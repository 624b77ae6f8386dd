"""The older door: the address says it all, and the outcome comes back with everything."""

from collections.abc import AsyncIterator

import httpx
import pytest

from app.payfip import DemandeTipi, PayfipRefus, adresse_tipi, lire_retour_tipi
from tests.simulateur.collectivite import Collectivite
from tests.simulateur.outils import ORIGINE, Banc, descriptions, monter, soupe

DEMANDE = DemandeTipi(
    numcli="090910",
    exer="2023",
    refdet="999900000000999999",
    objet="Facture d’été n° 12",
    montant=123456,
    mel="camille.martin@example.fr",
    urlcl="http://milhaud.localhost:8000/paiement/tipi",
    saisie="A",
)


@pytest.fixture
def ville() -> Collectivite:
    return Collectivite()


@pytest.fixture
async def banc(ville: Collectivite) -> AsyncIterator[Banc]:
    async with monter(vers=httpx.ASGITransport(ville)) as monte:
        yield monte


async def test_la_page_offre_le_meme_choix(banc: Banc) -> None:
    page = soupe(await banc.http.get(adresse_tipi(ORIGINE, DEMANDE)))
    assert descriptions(page)["Montant"] == "1\u00a0234,56\u00a0€"
    assert descriptions(page)["Référence de la dette"] == "9999-00000000-999999"
    assert len(page.select("main a")) == 2


@pytest.mark.parametrize("majuscules", [False, True])
async def test_l_issue_revient_avec_les_parametres(banc: Banc, ville: Collectivite, majuscules: bool) -> None:
    await banc.regler(tipi_majuscules=majuscules)
    await banc.http.get(adresse_tipi(ORIGINE, DEMANDE))
    (operation,) = banc.tresor.depot.lister()
    reponse = await banc.http.post(
        "/tpa/prelevement.web", data={"idop": operation.idop, "action": "accepter"}, follow_redirects=True
    )
    await ville.attendre()
    (methode, chemin, champs) = ville.recus[0]
    assert (methode, chemin) == ("POST", "/paiement/tipi")
    assert ("RESULTRANS" in champs, "resultrans" in champs) == (majuscules, not majuscules)
    recu = lire_retour_tipi(champs.items())
    assert (recu.numcli, recu.refdet, recu.montant, recu.exer) == ("090910", DEMANDE.refdet, 123456, "2023")
    assert recu.resultrans == "V"
    assert recu.numauto is not None
    assert len(recu.numauto) == 16
    assert recu.effectue_le is not None
    formulaire = soupe(reponse).select("form")[0]
    assert formulaire["action"] == DEMANDE.urlcl
    assert {str(c["name"]): str(c["value"]) for c in formulaire.select("input")} == champs


async def test_le_service_ne_connait_pas_les_paiements_tipi(banc: Banc) -> None:
    await banc.http.get(adresse_tipi(ORIGINE, DEMANDE))
    (operation,) = banc.tresor.depot.lister()
    with pytest.raises(PayfipRefus, match="P1"):
        await banc.client.lire_detail(operation.idop)
    assert (await banc.http.get(banc.client.adresse_de_paiement(operation.idop))).status_code == 404


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"saisie": "W"}, "S1"),
        ({"montant": "1000000"}, "M5"),
        ({"urlcl": "javascript:alert(1)"}, "D1"),
        ({"numcli": "000000"}, "T2"),
        ({"refdet": "<b>123456</b>"}, "R3"),
    ],
)
async def test_une_mauvaise_demande_est_dite(banc: Banc, champs: dict[str, str], code: str) -> None:
    adresse = httpx.URL(adresse_tipi(ORIGINE, DEMANDE)).copy_merge_params(champs)
    reponse = await banc.http.get(adresse)
    assert reponse.status_code == 400
    assert f"(code {code})" in soupe(reponse).select("main")[0].get_text()
    assert banc.tresor.depot.lister() == []


async def test_la_page_s_ouvre_aussi_par_formulaire(banc: Banc) -> None:
    parametres = dict(httpx.URL(adresse_tipi(ORIGINE, DEMANDE)).params)
    assert soupe(await banc.http.post("/tpa/paiement.web", data=parametres)).select("main a")

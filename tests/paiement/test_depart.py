"""« RÉGLER »."""

from urllib.parse import parse_qs, urlsplit

from app.base import executer, valeur
from tests.outils.echange import Echange
from tests.personnages import Personnage, dupont, facture
from tests.simulateur.outils import Banc


async def regler(echange: Echange, reference: str = "F1") -> str:
    """Press the button of the bill's page; the address that the browser is sent to."""
    await echange.get(f"/factures/{reference}")
    reponse = await echange.post(f"/factures/{reference}/paiement")
    assert reponse.status_code == 303
    return str(reponse.headers["location"])


async def test_regler_mene_a_payfip(echange: Echange, martin: Personnage, banc: Banc) -> None:
    adresse = await regler(echange)
    (operation,) = banc.tresor.depot.lister()
    assert adresse == f"http://payfip.localhost:8002/tpa/paiementws.web?idop={operation.idop}"
    assert (operation.montant, operation.mel) == (8794, "camille.martin@example.fr")


async def test_la_page_propose_alors_de_reprendre(echange: Echange, martin: Personnage, banc: Banc) -> None:
    adresse = await regler(echange)
    await echange.get("/factures/F1")
    assert "Reprendre le paiement" in echange.texte()
    assert "RÉGLER" not in echange.texte()
    assert await regler(echange) == adresse


async def test_ce_que_le_navigateur_ajoute_ne_compte_pas(echange: Echange, martin: Personnage, banc: Banc) -> None:
    await echange.get("/factures/F1")
    champs = {"montant": "100", "montant_centimes": "100", "reference": "AUTRE", "numcli": "000001", "abonne": "1"}
    assert (await echange.post("/factures/F1/paiement?montant=100", champs)).status_code == 303
    (operation,) = banc.tresor.depot.lister()
    assert (operation.montant, operation.numcli) == (8794, "090909")


async def test_la_facture_d_un_autre_est_introuvable(echange: Echange, martin: Personnage, banc: Banc) -> None:
    await dupont()
    await echange.get("/factures/F1")
    jeton = echange.jeton()
    autre = await echange.post("/factures/2300240069928/paiement", jeton=jeton)
    aucune = await echange.post("/factures/inconnue/paiement", jeton=jeton)
    assert (autre.status_code, aucune.status_code) == (404, 404)
    assert await valeur("SELECT count(*) FROM paiement") == 0


async def test_sans_session_rien_ne_s_ouvre(echange: Echange, banc: Banc) -> None:
    await dupont()
    await echange.get("/connexion")
    reponse = await echange.post("/factures/2300240069928/paiement")
    assert reponse.status_code in (303, 403)
    assert await valeur("SELECT count(*) FROM paiement") == 0


async def test_payfip_en_panne_se_dit_et_se_reessaie(echange: Echange, martin: Personnage, banc: Banc) -> None:
    await banc.regler(panne="html503")
    await echange.get("/factures/F1")
    reponse = await echange.post("/factures/F1/paiement")
    assert reponse.status_code == 503
    assert "PayFiP, le service de paiement des finances publiques, ne répond pas" in echange.texte()
    assert "Réessayer" in echange.texte()
    await banc.regler(panne="aucune")
    assert (await echange.post("/factures/F1/paiement")).status_code == 303


async def test_un_refus_se_lit(echange: Echange, martin: Personnage, banc: Banc) -> None:
    await executer("UPDATE facture SET annulee = true")
    await echange.get("/connexion")
    await echange.get("/factures")
    jeton = echange.jeton()
    reponse = await echange.post("/factures/F1/paiement", jeton=jeton)
    assert reponse.status_code == 409
    assert "Cette facture est annulée" in echange.texte()


async def test_un_get_ne_paie_pas(echange: Echange, martin: Personnage, banc: Banc) -> None:
    reponse = await echange.get("/factures/F1/paiement")
    assert (reponse.status_code, reponse.headers["location"]) == (303, "/factures/F1")
    assert await valeur("SELECT count(*) FROM paiement") == 0


async def test_l_adresse_du_retour_contient_le_numero(echange: Echange, martin: Personnage, banc: Banc) -> None:
    await facture(martin, "F2", 1500)
    idops = [parse_qs(urlsplit(await regler(echange, reference)).query)["idop"] for reference in ("F1", "F2")]
    assert idops[0] != idops[1]

"""The switches and the tester's doors."""

import pytest

from app.payfip import PayfipIndisponible
from app.simulateur.bascules import Bascules
from tests.simulateur.outils import CARTE_ACCEPTEE, Banc, demande, soupe


async def test_les_reglages_par_formulaire(banc: Banc) -> None:
    page = soupe(await banc.http.get("/simulateur"))
    champs = {
        str(champ["name"]): str(champ.get("value", "")) for champ in page.select("form input:not([type=checkbox])")
    }
    champs |= {"notification": "perdue", "retour": "GET", "panne": "aucune", "faux_champ": "montant"}
    reponse = await banc.http.post("/simulateur", data={**champs, "faux_valeur": "1", "refuser_cartes": "oui"})
    assert (reponse.status_code, reponse.headers["location"]) == (303, "/simulateur?enregistres=oui")
    confirmation = soupe(await banc.http.get(reponse.headers["location"]))
    assert confirmation.select("h1")[0].get_text() == "Réglages enregistrés"
    attendu = Bascules(notification="perdue", retour="GET", faux_champ="montant", faux_valeur="1", refuser_cartes=True)
    assert (await banc.http.get("/simulateur/reglages.json")).json() == attendu.model_dump()
    page = soupe(await banc.http.get("/simulateur"))
    assert [option["value"] for option in page.select("option[selected]")] == ["perdue", "GET", "aucune", "montant"]
    assert [str(case["name"]) for case in page.select("[checked]")] == ["refuser_cartes"]


async def test_un_reglage_impossible_est_dit(banc: Banc) -> None:
    reponse = await banc.http.post("/simulateur", data={"notification_delai": "-1", "panne": "feu"})
    page = soupe(reponse)
    assert reponse.status_code == 422
    assert [str(lien["href"]) for lien in page.select(".recap a")] == ["#notification_delai", "#panne"]
    assert page.select("#notification_delai")[0]["value"] == "-1"
    assert banc.tresor.bascules == Bascules()


@pytest.mark.parametrize("corps", ['{"panne": "feu"}', "[]", "", '{"inconnue": 1}', '{"notification_delai": NaN}'])
async def test_un_reglage_json_impossible_est_refuse(banc: Banc, corps: str) -> None:
    reponse = await banc.http.post(
        "/simulateur/reglages.json", content=corps, headers={"Content-Type": "application/json"}
    )
    assert banc.tresor.bascules == Bascules()
    assert reponse.status_code == 422


async def test_refuser_toutes_les_cartes(banc: Banc) -> None:
    await banc.regler(refuser_cartes=True)
    idop = await banc.client.creer_paiement(demande())
    carte = {"numero": CARTE_ACCEPTEE, "mois": "12", "annee": "2099", "cryptogramme": "123"}
    await banc.http.post("/tpa/carte.web", data={"idop": idop, **carte})
    assert (await banc.client.lire_detail(idop)).resultrans == "R"


@pytest.mark.parametrize(
    ("champ", "valeur"), [("montant", "1"), ("refdet", "AUTRE1"), ("saisie", "W"), ("resultrans", "X")]
)
async def test_un_detail_faux(banc: Banc, champ: str, valeur: str) -> None:
    idop = await banc.client.creer_paiement(demande())
    await banc.payer(idop, "P")
    await banc.regler(faux_champ=champ, faux_valeur=valeur)
    assert str(getattr(await banc.client.lire_detail(idop), champ)) == valeur
    await banc.regler(faux_champ="")
    assert str(getattr(await banc.client.lire_detail(idop), champ)) != valeur


@pytest.mark.parametrize(
    ("panne", "creees"), [("html503", 0), ("faute_technique", 0), ("attente", 0), ("xml_tronque", 1)]
)
async def test_les_pannes_du_service(banc: Banc, panne: str, creees: int) -> None:
    await banc.regler(panne=panne, panne_attente=5)
    banc.client._delai = 0.2
    with pytest.raises(PayfipIndisponible):
        await banc.client.creer_paiement(demande())
    assert len(banc.tresor.depot.lister()) == creees
    await banc.regler(panne="aucune")
    await banc.client.creer_paiement(demande())


@pytest.mark.parametrize("issue", list("PRAVZ"))
async def test_payer_sans_navigateur(banc: Banc, issue: str) -> None:
    idop = await banc.client.creer_paiement(demande())
    reponse = (await banc.payer(idop, issue)).json()
    assert reponse["retour"] == {
        "methode": "post",
        "url": "http://ccfi.localhost:8000/paiement/retour",
        "champs": [["idop", idop]],
    }
    (transaction,) = (await banc.http.get("/simulateur/transactions.json")).json()
    assert (transaction["etat"], transaction["resultrans"], transaction["montant"]) == ("conclue", issue, 8794)


async def test_payer_refuse_ce_qui_ne_va_pas(banc: Banc) -> None:
    idop = await banc.client.creer_paiement(demande())
    for corps, status_code in (
        ({"idop": "inconnu", "issue": "P"}, 404),
        ({"idop": idop, "issue": "X"}, 422),
        ({"idop": idop, "issue": ""}, 422),
        ({"idop": idop, "issue": "V", "moyen": "carte"}, 422),
        ({"idop": idop, "issue": "A", "moyen": "carte"}, 200),
        ({"idop": idop, "issue": "V", "moyen": "prelevement"}, 200),
        ({"idop": idop, "issue": "P"}, 409),
    ):
        assert (await banc.http.post("/simulateur/payer.json", json=corps)).status_code == status_code


async def test_un_paiement_abandonne_peut_encore_aboutir(banc: Banc) -> None:
    idop = await banc.client.creer_paiement(demande())
    assert [(await banc.payer(idop, issue)).status_code for issue in "APR"] == [200, 200, 409]
    assert (await banc.client.lire_detail(idop)).resultrans == "P"

"""The payer's way through the pages, by plain forms."""

import httpx
import pytest

from app.payfip import PayfipRefus
from app.simulateur import ReglagesSimulateur
from tests.simulateur.outils import CARTE_ACCEPTEE, CARTE_REFUSEE, Banc, demande, descriptions, monter, soupe

CARTE = {"numero": CARTE_ACCEPTEE, "mois": "12", "annee": "2099", "cryptogramme": "123"}


async def saisir_carte(banc: Banc, idop: str, **champs: str) -> httpx.Response:
    return await banc.http.post("/tpa/carte.web", data={"idop": idop, **CARTE, **champs}, follow_redirects=True)


async def test_la_page_de_la_dette(banc: Banc) -> None:
    idop = await banc.client.creer_paiement(demande())
    page = soupe(await banc.http.get(banc.client.adresse_de_paiement(idop)))
    assert descriptions(page) == {
        "Collectivité": "COLLECTIVITE DE DEMONSTRATION",
        "Référence de la dette": "2023-0022-23002200000000",
        "Montant": "87,94\u00a0€",
        "Adresse électronique": "camille.martin@example.fr",
    }
    assert [titre.get_text() for titre in page.select("h2")] == ["Choix du mode de paiement"]
    liens = {lien.get_text(): str(lien["href"]) for lien in page.select("main a")}
    assert list(liens) == ["Payer par prélèvement", "Payer par carte bancaire"]
    for lien in liens.values():
        assert soupe(await banc.http.get(lien))


@pytest.mark.parametrize(
    ("refdet", "montree"),
    [
        ("999900000000999999", "9999-00000000-999999"),
        ("999999990000000000000", "9999-99-99-0000000000000"),
        ("FACT12", "FACT12"),
    ],
)
async def test_la_reference_est_montree_avec_ses_tirets(banc: Banc, refdet: str, montree: str) -> None:
    idop = await banc.client.creer_paiement(demande(refdet=refdet))
    page = soupe(await banc.http.get(banc.client.adresse_de_paiement(idop)))
    assert descriptions(page)["Référence de la dette"] == montree


async def test_la_page_de_la_carte_dit_tout() -> None:
    fiche = {"libelles": ("CCFI",), "comptable": "TRES. HAZEBROUCK", "commercant": "228000582000101"}
    async with monter(ReglagesSimulateur(clients={"090909": fiche})) as banc:
        idop = await banc.client.creer_paiement(demande())
        page = soupe(await banc.http.get(f"/tpa/carte.web?idop={idop}"))
    assert descriptions(page) == {
        "Collectivité": "CCFI",
        "Montant de la transaction": "87,94\u00a0€",
        "Référence de la transaction": "PAYFIP0000000000000001",
        "Référence commande": "2023002223002200000000",
        "Comptable": "TRES. HAZEBROUCK",
        "Identifiant du commerçant": "228000582000101",
        "Cas de paiement": "Paiement unique",
        "E-mail": "camille.martin@example.fr",
    }
    etiquettes = [etiquette.get_text() for etiquette in page.select("label")]
    assert etiquettes == ["Numéro de carte", "Mois", "Année", "Cryptogramme visuel"]
    assert [bouton.get_text() for bouton in page.select("button")] == ["Valider", "Annuler"]


@pytest.mark.parametrize(
    ("champs", "titre", "issue"),
    [
        ({}, "Paiement accepté", "P"),
        ({"numero": "5017 6740 0000 0002"}, "Paiement accepté", "P"),
        ({"numero": CARTE_REFUSEE}, "Paiement refusé", "R"),
        ({"numero": "4111111111111111"}, "Paiement refusé", "R"),
        ({"action": "annuler", "numero": ""}, "Paiement abandonné", "A"),
    ],
)
async def test_la_carte_decide_de_l_issue(banc: Banc, champs: dict[str, str], titre: str, issue: str) -> None:
    idop = await banc.client.creer_paiement(demande())
    page = soupe(await saisir_carte(banc, idop, **champs))
    assert page.select("h1")[0].get_text() == titre
    assert (await banc.client.lire_detail(idop)).resultrans == issue


@pytest.mark.parametrize(
    ("champs", "fautifs"),
    [
        ({"numero": ""}, ["numero"]),
        ({"numero": "4000009999999999"}, ["numero"]),
        ({"numero": "٤١١١١١١١١١١١١١١١"}, ["numero"]),
        ({"mois": "13"}, ["mois"]),
        ({"annee": "23"}, ["annee"]),
        ({"mois": "01", "annee": "2023"}, ["mois"]),
        ({"cryptogramme": "12"}, ["cryptogramme"]),
        ({"numero": "x", "mois": "", "annee": "", "cryptogramme": ""}, ["numero", "mois", "annee", "cryptogramme"]),
    ],
)
async def test_une_saisie_fausse_revient_avec_ses_messages(
    banc: Banc, champs: dict[str, str], fautifs: list[str]
) -> None:
    idop = await banc.client.creer_paiement(demande())
    reponse = await saisir_carte(banc, idop, **champs)
    page = soupe(reponse)
    assert reponse.status_code == 422
    assert page.title is not None
    assert page.title.get_text().startswith("Erreur\u00a0: ")
    assert [str(lien["href"]) for lien in page.select(".recap a")] == [f"#{champ}" for champ in fautifs]
    assert [str(champ["id"]) for champ in page.select("[aria-invalid]")] == fautifs
    assert page.select("#mois")[0]["value"] == {**CARTE, **champs}["mois"]
    assert page.select("#cryptogramme")[0]["value"] == ""
    with pytest.raises(PayfipRefus, match="P5"):
        await banc.client.lire_detail(idop)


@pytest.mark.parametrize(("action", "issue"), [("accepter", "V"), ("refuser", "Z"), ("annuler", "A")])
async def test_le_prelevement_finit_comme_on_veut(banc: Banc, action: str, issue: str) -> None:
    idop = await banc.client.creer_paiement(demande())
    reponse = await banc.http.post("/tpa/prelevement.web", data={"idop": idop, "action": action})
    assert reponse.status_code == 303
    assert (await banc.client.lire_detail(idop)).resultrans == issue


async def test_le_meme_idop_rouvre_la_page_puis_ne_sert_qu_une_fois(banc: Banc) -> None:
    idop = await banc.client.creer_paiement(demande())
    for _ in range(3):
        assert (await banc.http.get(banc.client.adresse_de_paiement(idop))).status_code == 200
    assert (await saisir_carte(banc, idop)).status_code == 200
    for reponse in (
        await banc.http.get(banc.client.adresse_de_paiement(idop)),
        await banc.http.get(f"/tpa/carte.web?idop={idop}"),
        await saisir_carte(banc, idop, action="annuler"),
        await banc.http.post("/tpa/prelevement.web", data={"idop": idop, "action": "accepter"}),
    ):
        assert reponse.status_code == 409
        assert "P3" in soupe(reponse).select("main")[0].get_text()
    assert (await banc.client.lire_detail(idop)).resultrans == "P"


async def test_un_idop_inconnu_n_ouvre_rien(banc: Banc) -> None:
    for chemin in ("paiementws", "carte", "prelevement", "ticket"):
        for suite in ("", "?idop=", "?idop=0000"):
            reponse = await banc.http.get(f"/tpa/{chemin}.web{suite}")
            assert reponse.status_code == 404
            assert "P1" in soupe(reponse).select("main")[0].get_text()


async def test_le_ticket_ramene_par_un_formulaire(banc: Banc) -> None:
    idop = await banc.client.creer_paiement(demande(urlredirect="http://ccfi.localhost:8000/retour?de=payfip"))
    formulaire = soupe(await saisir_carte(banc, idop)).select("form")[0]
    assert (formulaire["method"], formulaire["action"]) == ("post", "http://ccfi.localhost:8000/retour?de=payfip")
    assert [(c["name"], c["value"]) for c in formulaire.select("input")] == [("idop", idop)]
    await banc.regler(retour="GET")
    formulaire = soupe(await banc.http.get(f"/tpa/ticket.web?idop={idop}")).select("form")[0]
    assert (formulaire["method"], formulaire["action"]) == ("get", "http://ccfi.localhost:8000/retour")
    assert [(c["name"], c["value"]) for c in formulaire.select("input")] == [("de", "payfip"), ("idop", idop)]


async def test_un_moyen_jamais_active_n_est_pas_offert() -> None:
    async with monter(ReglagesSimulateur(clients={"090909": {"moyens": ("carte",)}})) as banc:
        idop = await banc.client.creer_paiement(demande())
        page = soupe(await banc.http.get(banc.client.adresse_de_paiement(idop)))
        assert [lien.get_text() for lien in page.select("main a")] == ["Payer par carte bancaire"]
        assert (await banc.http.get(f"/tpa/prelevement.web?idop={idop}")).status_code == 404


async def test_la_feuille_et_les_entetes(banc: Banc) -> None:
    reponse = await banc.http.get("/tpa/simulateur.css")
    assert reponse.headers["content-type"] == "text/css; charset=utf-8"
    page = await banc.http.get("/simulateur")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert soupe(await banc.http.get("/inconnu")).select("h1")[0].get_text() == "Page introuvable"

"""Back from PayFiP, and what PayFiP says: nothing is believed, nothing leaks."""

import httpx
import pytest

from app.base import lignes, valeur
from app.metier.comptes.tables import Compte, Rattachement
from app.metier.verification import verifier
from tests.encaissement.outils import etat, livre, payer, recus
from tests.espace.conftest import connecter
from tests.outils.echange import Echange
from tests.personnages import Personnage, dupont
from tests.simulateur.outils import Banc

INCONNU = "3f2c8a10-1f2e-11ee-be56-0242ac120002"
AILLEURS = {"Origin": "http://payfip.localhost:8002", "Sec-Fetch-Site": "cross-site"}


async def poster(echange: Echange, chemin: str, champs: dict[str, str]) -> httpx.Response:
    """A form sent from PayFiP's site: no proof of ours, no SameSite cookie."""
    temoins = dict(echange.client.cookies)
    echange.client.cookies.clear()
    try:
        return await echange.client.post(chemin, data=champs, headers=AILLEURS)
    finally:
        echange.client.cookies.update(temoins)


async def test_la_notification_regle(echange: Echange, martin: Personnage, banc: Banc) -> None:
    passage = await payer(martin, "F1")
    await banc.payer(passage.idop, "P")
    reponse = await poster(echange, "/paiement/notification", {"idop": passage.idop})
    assert (reponse.status_code, reponse.content) == (200, b"")
    assert await livre() == [(8794, "carte")]
    for _ in range(20):
        assert (await poster(echange, "/paiement/notification", {"idop": passage.idop})).status_code == 200
    assert (len(await livre()), await recus()) == (1, 1)
    assert await verifier() == []


@pytest.mark.parametrize("nom", ["idop", "idOp", "IDOP"])
async def test_le_numero_se_lit_partout(echange: Echange, martin: Personnage, banc: Banc, nom: str) -> None:
    passage = await payer(martin, "F1")
    await banc.payer(passage.idop, "R")
    reponse = await echange.client.get("/paiement/notification", params={nom: passage.idop})
    assert reponse.status_code == 200
    assert await etat(passage.idop) == "refuse"


async def test_le_corps_de_la_notification_n_est_pas_cru(echange: Echange, martin: Personnage, banc: Banc) -> None:
    passage = await payer(martin, "F1")
    await banc.payer(passage.idop, "R")
    mensonge = {"idop": passage.idop, "resultrans": "P", "montant": "8794", "numauto": "A55A"}
    assert (await poster(echange, "/paiement/notification", mensonge)).status_code == 200
    assert await etat(passage.idop) == "refuse"
    assert await livre() == []


@pytest.mark.parametrize(
    "champs",
    [
        {}, {"idop": ""}, {"idop": INCONNU}, {"idop": "' OR 1=1 --"}, {"idop": "x" * 5000}, {"idop": "\0"},
        {"resultrans": "P"}, {"idop": "é"},
    ],
)  # fmt: skip
async def test_une_notification_forgee_ne_change_rien(
    echange: Echange, martin: Personnage, banc: Banc, champs: dict[str, str]
) -> None:
    await payer(martin, "F1")
    avant = await lignes("SELECT * FROM paiement"), await valeur("SELECT count(*) FROM trace")
    reponse = await poster(echange, "/paiement/notification", champs)
    assert (reponse.status_code, reponse.content) == (200, b"")
    assert (await lignes("SELECT * FROM paiement"), await valeur("SELECT count(*) FROM trace")) == avant


async def test_le_retour_par_formulaire_mene_au_resultat(echange: Echange, martin: Personnage, banc: Banc) -> None:
    passage = await payer(martin, "F1")
    await banc.payer(passage.idop, "P")
    reponse = await poster(echange, "/paiement/retour", {"idop": passage.idop})
    assert (reponse.status_code, reponse.headers["location"]) == (303, f"/paiement/{passage.idop}")
    await echange.get(reponse.headers["location"])
    assert "Paiement enregistré" in echange.texte()
    assert "87,94\N{NO-BREAK SPACE}€" in echange.soupe().get_text()
    await echange.get("/factures/F1")
    assert "Réglée" in echange.texte()


async def test_en_attente_la_page_se_suit_elle_meme_un_temps(echange: Echange, martin: Personnage, banc: Banc) -> None:
    passage = await payer(martin, "F1")
    reponse = await echange.get(f"/paiement/retour?idop={passage.idop}", suivre=True)
    assert "Paiement en cours de vérification" in echange.texte()
    lien = echange.soupe().find(id="actualiser")
    assert lien is not None
    assert lien["href"] == f"/paiement/{passage.idop}"  # type: ignore[index]
    assert lien["data-hx-get"] == f"/paiement/{passage.idop}?essai=1"  # type: ignore[index]
    fragment = await echange.get(f"/paiement/{passage.idop}?essai=1", htmx=True)
    assert "essai=2" in fragment.text
    for essai in ("24", "9999", "-1", "x"):
        reponse = await echange.get(f"/paiement/{passage.idop}?essai={essai}", htmx=True)
        assert 'data-hx-get="/paiement/' not in reponse.text
    await banc.payer(passage.idop, "P")
    await poster(echange, "/paiement/notification", {"idop": passage.idop})


@pytest.mark.parametrize(
    ("issue", "mots"),
    [("V", "Prélèvement enregistré"), ("R", "Paiement refusé"), ("Z", "Paiement refusé"), ("A", "Paiement abandonné")],
)
async def test_chaque_issue_a_ses_mots(echange: Echange, martin: Personnage, banc: Banc, issue: str, mots: str) -> None:
    passage = await payer(martin, "F1")
    await banc.payer(passage.idop, issue)
    await echange.get(f"/paiement/retour?idop={passage.idop}", suivre=True)
    assert mots in echange.texte()
    assert "Facture F1" in echange.texte()


async def test_pour_un_autre_un_visiteur_ou_un_faux_la_page_est_neutre(
    echange: Echange, martin: Personnage, banc: Banc
) -> None:
    autre = await dupont()
    passage = await payer(autre)
    await banc.payer(passage.idop, "P")
    await poster(echange, "/paiement/retour", {"idop": passage.idop})
    texte_autre = await _texte(echange, passage.idop)
    texte_faux = await _texte(echange, INCONNU)
    assert texte_autre == texte_faux
    echange.client.cookies.clear()
    visiteur = await echange.get(f"/paiement/{passage.idop}")
    faux = await echange.get(f"/paiement/{INCONNU}")
    assert visiteur.status_code == 200
    assert visiteur.text == faux.text
    for secret in ("87,94", "2300240069928", "DUPONT", "dupont59", "enregistré"):
        assert secret not in visiteur.text


async def _texte(echange: Echange, idop: str) -> str:
    await echange.get(f"/paiement/{idop}")
    return echange.texte()


@pytest.mark.parametrize("numero", ["", "x' OR 1=1", "é"])
async def test_un_retour_sans_numero_mene_a_la_page_neutre(echange: Echange, numero: str) -> None:
    reponse = await poster(echange, "/paiement/retour", {"idop": numero})
    assert (reponse.status_code, reponse.headers["location"]) == (303, "/paiement/retour-sans-numero")
    assert (await echange.get("/paiement/retour-sans-numero")).status_code == 200


async def test_un_autre_compte_du_meme_abonne_voit_le_paiement(
    echange: Echange, martin: Personnage, banc: Banc
) -> None:
    """A couple: one pays, the other sees it."""
    passage = await payer(martin, "F1")
    conjoint = Compte(courriel="autre@exemple.fr", courriel_plie="autre@exemple.fr", mot_de_passe="x")
    await conjoint.save()
    await Rattachement(compte=conjoint.id, abonne=martin.abonne.id).save()
    await connecter(echange, Personnage(martin.abonne, martin.contrat, "autre@exemple.fr", conjoint))
    await echange.get(f"/paiement/{passage.idop}")
    assert "Paiement en cours de vérification" in echange.texte()

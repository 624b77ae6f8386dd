"""The page of the link « Ce n’est pas moi », as the mail that tells of a second factor carries it."""

import json

import pytest

from app.base import Inscription, executer, lignes, valeur
from app.courriels.liens import avec_lien
from app.metier.comptes import second_facteur
from app.metier.second_facteur import cle
from app.metier.second_facteur.porteurs import du_compte
from tests.compte.outils import connecter
from tests.metier.comptes.adresses import CAMILLE, Connecte, camille, lien, voisin
from tests.outils.echange import Echange, ouvrir_echange
from tests.outils.second_facteur import code

CHOIX = {"mot_de_passe": "Autre2passe@", "confirmation": "Autre2passe@"}


@pytest.fixture
async def elle(ccfi: Inscription) -> Connecte:
    """Camille's account, where somebody has set up a second factor."""
    connectee = await camille()
    await cle.preparer(du_compte(connectee.compte))
    montree = await cle.cle_a_montrer(du_compte(connectee.compte))
    assert montree is not None
    assert await second_facteur.mettre_en_place(connectee.compte, connectee.session, code(secret=montree)) is not None
    return connectee


async def adresse_du_lien() -> str:
    return f"/compte/second-facteur/annulation/{await lien('second_facteur_actif', CAMILLE)}"


async def test_le_courriel_porte_cette_adresse(ccfi: Inscription, elle: Connecte) -> None:
    donnees = json.loads(await valeur("SELECT donnees FROM courriel WHERE modele = 'second_facteur_actif'"))
    assert avec_lien("second_facteur_actif", donnees)["lien"] == ccfi.origine + await adresse_du_lien()


async def test_regarder_ne_fait_rien_le_bouton_fait_tout(echange: Echange, elle: Connecte) -> None:
    """Programs that read mails open links; the owner, shut out by the code, presses the button and comes back."""
    assert (await connecter(echange)).headers["location"].startswith("/connexion/code")
    adresse = await adresse_du_lien()
    for _ in range(3):
        assert (await echange.get(adresse)).status_code == 200
    assert "Ce n’est pas vous qui l’avez activée" in echange.texte()
    assert CAMILLE in echange.texte()
    assert await cle.est_actif(du_compte(elle.compte))
    annulee = await echange.post(adresse)
    assert (annulee.status_code, annulee.headers["location"]) == (303, "/compte/second-facteur/annule")
    await echange.get("/compte/second-facteur/annule")
    assert echange.soupe().select("p.fait[role=status]")
    assert (await connecter(echange)).status_code == 422
    choix = f"/mot-de-passe/{await lien('second_facteur_annule', CAMILLE)}"
    await echange.get(choix)
    assert (await echange.post(choix, CHOIX)).status_code == 303
    assert (await connecter(echange, mdp="Autre2passe@")).headers["location"] == "/espace"


async def test_un_lien_use_ou_invente_n_est_rien(echange: Echange, elle: Connecte) -> None:
    adresse = await adresse_du_lien()
    await echange.get(adresse)
    await echange.post(adresse)
    pages = set()
    for autre in (adresse, adresse[:-43] + "A" * 43, adresse[:-43] + "é"):
        assert (await echange.get(autre)).status_code == 404
        pages.add(echange.texte())
        await echange.get("/connexion")
        assert (await echange.post(autre)).status_code == 404
    assert len(pages) == 1
    assert "Écrivez au service" in pages.pop()


async def test_un_lien_d_une_autre_nature_n_est_rien(echange: Echange, elle: Connecte) -> None:
    desaveu = await lien("second_facteur_actif", CAMILLE)
    for prefixe in ("/compte/adresse/", "/compte/adresse/annulation/", "/mot-de-passe/", "/compte/activation/"):
        assert (await echange.get(prefixe + desaveu)).status_code == 404
    await echange.soumettre("/mot-de-passe", {"courriel": CAMILLE})
    oubli = await lien("mot_de_passe", CAMILLE)
    assert (await echange.get(f"/compte/second-facteur/annulation/{oubli}")).status_code == 404


async def test_une_adresse_changee_entre_temps_se_dit(echange: Echange, elle: Connecte) -> None:
    await executer("UPDATE compte SET courriel = 'v@example.org', courriel_plie = 'v@example.org'")
    adresse = await adresse_du_lien()
    await echange.get(adresse)
    assert (await echange.post(adresse)).status_code == 409
    assert "Annulez d’abord ce changement" in echange.texte()
    assert await cle.est_actif(du_compte(elle.compte))


async def test_le_voisin_reste_connecte_et_le_voleur_sort(ccfi: Inscription, elle: Connecte) -> None:
    lui = await voisin()
    async with ouvrir_echange(ccfi) as navigateur:
        navigateur.client.cookies.set("session", lui.jeton)
        adresse = await adresse_du_lien()
        await navigateur.get(adresse)
        await navigateur.post(adresse)
        assert (await navigateur.get("/espace")).status_code == 200
    ouvertes = await lignes("SELECT compte FROM session WHERE fermee_le IS NULL")
    assert [lue["compte"] for lue in ouvertes] == [lui.compte]

"""`Activer mon compte` by a known address, and links that open nothing."""

import pytest

from app.base import Inscription, valeur
from tests import personnages
from tests.compte.outils import BOITE, CREATION, connecter, dernier_courriel, neutre
from tests.outils.echange import Echange, ouvrir_echange

CHOIX = {"mot_de_passe": "Mot2passe@", "confirmation": "Mot2passe@"}


async def test_une_adresse_connue_choisit_son_mot_de_passe(echange: Echange) -> None:
    await personnages.dupont()
    envoyee = await echange.soumettre("/compte/activation", {"courriel": BOITE})
    assert envoyee.headers["location"] == "/compte/activation/envoyee"
    await echange.get("/compte/activation/envoyee")
    modele, jeton = await dernier_courriel()
    assert modele == "activation_adresse"
    await echange.get(f"/compte/activation/{jeton}")
    active = await echange.post(f"/compte/activation/{jeton}", CHOIX)
    assert active.headers["location"] == "/connexion?etat=active"
    assert (await connecter(echange, BOITE)).headers["location"] == "/espace"


async def test_un_mot_de_passe_refuse_laisse_le_lien_bon(echange: Echange) -> None:
    await personnages.dupont()
    await echange.soumettre("/compte/activation", {"courriel": BOITE})
    _, jeton = await dernier_courriel()
    await echange.get(f"/compte/activation/{jeton}")
    for choisi in ("court", "Bailleul59!", "Dupont59@"):
        refus = await echange.post(f"/compte/activation/{jeton}", {"mot_de_passe": choisi, "confirmation": choisi})
        assert refus.status_code == 422
    assert (await echange.post(f"/compte/activation/{jeton}", CHOIX)).status_code == 303


async def test_un_lien_use_faux_ou_vieux_montre_la_meme_page(ccfi: Inscription) -> None:
    await personnages.dupont()
    async with ouvrir_echange(ccfi) as premier:
        await premier.soumettre("/compte/activation", {"courriel": BOITE})
        _, jeton = await dernier_courriel()
        await premier.get(f"/compte/activation/{jeton}")
        await premier.post(f"/compte/activation/{jeton}", CHOIX)
    pages = []
    for valeur_du_lien in (jeton, "A" * 43, jeton[:-1] + ("A" if jeton[-1] != "A" else "E"), "x", "é%20'--"):
        async with ouvrir_echange(ccfi) as navigateur:
            pages.append(neutre(await navigateur.get(f"/compte/activation/{valeur_du_lien}")))
            await navigateur.get("/connexion")
            pages.append(neutre(await navigateur.post(f"/compte/activation/{valeur_du_lien}", CHOIX)))
    assert {page[0] for page in pages} == {404}
    assert len({page[2] for page in pages}) == 1
    assert await valeur("SELECT count(*) FROM compte") == 1


async def test_connue_ou_non_la_reponse_est_la_meme(ccfi: Inscription) -> None:
    await personnages.dupont()
    await personnages.camille()
    reponses = []
    for boite in (BOITE, "inconnu@example.fr", "camille.martin@example.fr"):
        async with ouvrir_echange(ccfi) as navigateur:
            envoyee = await navigateur.soumettre("/compte/activation", {"courriel": boite})
            suite = await navigateur.get(envoyee.headers["location"])
            reponses.append((neutre(envoyee), neutre(suite)))
    assert reponses[0] == reponses[1] == reponses[2]


@pytest.mark.parametrize("saisi", ["", "pas une adresse", "a@b", "a" * 300 + "@x.fr"])
async def test_une_adresse_mal_ecrite_revient(echange: Echange, saisi: str) -> None:
    assert (await echange.soumettre("/compte/activation", {"courriel": saisi})).status_code == 422
    assert "Saisissez une adresse électronique" in echange.texte()


async def lien_par_adresse(echange: Echange) -> str:
    await personnages.dupont()
    await echange.soumettre("/compte/activation", {"courriel": BOITE})
    return f"/compte/activation/{(await dernier_courriel())[1]}"


async def ouvrir_par_references(echange: Echange) -> None:
    await echange.soumettre("/compte/creation", CREATION)
    adresse = f"/compte/activation/{(await dernier_courriel())[1]}"
    await echange.get(adresse)
    assert (await echange.post(adresse)).headers["location"] == "/connexion?etat=active"


async def test_ouvert_par_l_autre_porte_le_compte_garde_son_mot_de_passe(echange: Echange) -> None:
    """No password is asked for that would not be kept: the page only adds, and says so."""
    adresse = await lien_par_adresse(echange)
    await ouvrir_par_references(echange)
    await personnages.personnage("00020", "GARAGEEE", "DUPONT", "PIERRE", BOITE)
    await echange.get(adresse)
    assert echange.soupe().find("input", type="password") is None
    assert "Votre compte garde son mot de passe" in echange.texte()
    assert (await echange.post(adresse)).headers["location"] == "/compte/activation/faite"
    await echange.get("/compte/activation/faite")
    assert "Il garde son mot de passe" in echange.texte()
    assert (await connecter(echange, BOITE, CREATION["mot_de_passe"])).headers["location"] == "/espace"
    assert await valeur("SELECT count(*) FROM rattachement") == 2


async def test_un_mot_de_passe_choisi_trop_tard_n_est_pas_perdu_sans_un_mot(echange: Echange) -> None:
    """The form was shown before the other door made the account: nothing is done before the reader knows."""
    adresse = await lien_par_adresse(echange)
    await ouvrir_par_references(echange)
    choisi = {"mot_de_passe": "Un-tout-autre-9!", "confirmation": "Un-tout-autre-9!"}
    await echange.get(adresse)
    reponse = await echange.post(adresse, choisi)
    assert reponse.status_code == 200
    assert "Votre compte garde son mot de passe" in echange.texte()
    assert (await connecter(echange, BOITE, choisi["mot_de_passe"])).status_code == 422
    await echange.get(adresse)
    assert (await echange.post(adresse)).headers["location"] == "/compte/activation/faite"


async def test_deux_factures_deux_liens_le_second_ajoute(echange: Echange) -> None:
    """The second request chose a password too: its page says that the account keeps the first one."""
    await personnages.dupont()
    await personnages.personnage("00020", "GARAGEEE", "GARAGE", "PIERRE", "garage@example.fr")
    seconde = CREATION | {"nom": "GARAGE", "reference": "GARAGEEE"}
    choisi = {"mot_de_passe": "Un-tout-autre-9!", "confirmation": "Un-tout-autre-9!"}
    await echange.soumettre("/compte/creation", seconde | choisi)
    adresse = f"/compte/activation/{(await dernier_courriel())[1]}"
    await ouvrir_par_references(echange)
    await echange.get(adresse)
    assert "y ajouter l’abonnement dont vous avez donné les références" in echange.texte()
    assert "Votre compte garde son mot de passe" in echange.texte()
    assert (await echange.post(adresse)).headers["location"] == "/compte/activation/faite"
    assert await valeur("SELECT count(*) FROM rattachement") == 2
    assert (await connecter(echange, BOITE, CREATION["mot_de_passe"])).headers["location"] == "/espace"

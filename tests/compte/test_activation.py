"""`Activer mon compte` by a known address, and links that open nothing."""

import pytest

from app.base import Inscription, valeur
from tests import personnages
from tests.compte.outils import BOITE, connecter, dernier_courriel, neutre
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

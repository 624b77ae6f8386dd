"""« Je n’ai pas reçu le lien »: the same link again under another token, and nothing for whoever asks too much."""

import pytest

from app.base import Inscription, executer, ligne, valeur
from app.metier.comptes import plafonds
from app.metier.limites import prendre
from tests import personnages
from tests.compte.outils import BOITE, CAMILLE, CREATION, connecter, dernier_courriel, neutre
from tests.outils.echange import Echange, ouvrir_echange

CHOIX = {"mot_de_passe": "Mot2passe@", "confirmation": "Mot2passe@"}


async def redemander(navigateur: Echange, boite: str = BOITE) -> str:
    envoyee = await navigateur.soumettre("/compte/renvoi", {"courriel": boite})
    assert envoyee.headers["location"] == "/compte/renvoi/envoye"
    return f"/compte/activation/{(await dernier_courriel())[1]}"


async def test_les_deux_pages_d_envoi_y_menent(echange: Echange) -> None:
    for page in ("/compte/creation/envoyee", "/compte/activation/envoyee"):
        await echange.get(page)
        lien = echange.soupe().find("a", href="/compte/renvoi")
        assert lien is not None
        assert lien.get_text() == "Je n’ai pas reçu le lien"
    await echange.get("/compte/renvoi")
    assert echange.soupe().h1.get_text() == "Je n’ai pas reçu le lien"  # type: ignore[union-attr]


async def test_le_lien_de_creation_revient_avec_ce_qu_il_portait(echange: Echange) -> None:
    await personnages.dupont()
    await echange.soumettre("/compte/creation", CREATION)
    ancien = f"/compte/activation/{(await dernier_courriel())[1]}"
    porte = "SELECT abonne, courriel, mot_de_passe, appareil FROM jeton WHERE consomme_le IS NULL"
    avant = await ligne(porte)
    nouveau = await redemander(echange, BOITE.upper())
    assert await ligne(porte) == avant
    assert (await dernier_courriel())[0] == "activation"
    assert (await echange.get(ancien)).status_code == 404
    await echange.get(nouveau)  # the same browser: the button alone, as before
    assert (await echange.post(nouveau)).status_code == 303
    assert (await connecter(echange, BOITE)).headers["location"] == "/espace"


async def test_le_lien_d_une_adresse_connue_revient(echange: Echange) -> None:
    await personnages.dupont()
    await echange.soumettre("/compte/activation", {"courriel": BOITE})
    nouveau = await redemander(echange)
    assert (await dernier_courriel())[0] == "activation_adresse"
    await echange.get(nouveau)
    assert (await echange.post(nouveau, CHOIX)).status_code == 303


async def test_rien_en_attente_n_envoie_rien(echange: Echange) -> None:
    await personnages.dupont()
    await echange.soumettre("/compte/activation", {"courriel": BOITE})
    adresse = f"/compte/activation/{(await dernier_courriel())[1]}"
    await echange.get(adresse)
    await echange.post(adresse, CHOIX)
    for boite in (BOITE, "inconnu@example.fr"):
        await echange.soumettre("/compte/renvoi", {"courriel": boite})
    await echange.soumettre("/compte/activation", {"courriel": BOITE})  # deja_inscrit
    assert [await valeur("SELECT count(*) FROM jeton"), await valeur("SELECT count(*) FROM courriel")] == [1, 2]


async def test_un_lien_trop_vieux_ne_revient_pas(echange: Echange) -> None:
    await personnages.dupont()
    await echange.soumettre("/compte/activation", {"courriel": BOITE})
    await executer("UPDATE jeton SET expire_le = now()")
    await echange.soumettre("/compte/renvoi", {"courriel": BOITE})
    assert await valeur("SELECT count(*) FROM courriel") == 1


async def test_en_attente_ou_non_la_reponse_est_la_meme(ccfi: Inscription) -> None:
    """Pending by references, pending by address, with an account, closed, unknown: one answer, byte for byte."""
    await personnages.dupont()
    await personnages.camille()
    await personnages.personnage("00003", "FERMEEEE", "CLOS", "JEAN", "clos@example.fr", avec_compte=True)
    await personnages.personnage("00004", "ADRESSEE", "ADAM", "EVE", "eve@example.fr")
    await executer("UPDATE compte SET ferme_le = now() WHERE courriel = 'clos@example.fr'")
    async with ouvrir_echange(ccfi) as navigateur:
        await navigateur.soumettre("/compte/creation", CREATION)
        await navigateur.soumettre("/compte/activation", {"courriel": "eve@example.fr"})
    reponses = []
    for boite in (BOITE, "eve@example.fr", CAMILLE, "clos@example.fr", "inconnu@example.fr"):
        async with ouvrir_echange(ccfi) as navigateur:
            envoyee = await navigateur.soumettre("/compte/renvoi", {"courriel": boite})
            reponses.append((neutre(envoyee), neutre(await navigateur.get(envoyee.headers["location"]))))
    assert all(reponse == reponses[0] for reponse in reponses)
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'lien_renvoye'") == 2


async def test_une_boite_ne_recoit_pas_plus_de_cinq_messages_par_heure(echange: Echange) -> None:
    await personnages.dupont()
    await echange.soumettre("/compte/activation", {"courriel": BOITE})
    for _ in range(8):
        await echange.soumettre("/compte/renvoi", {"courriel": BOITE})
    assert await valeur("SELECT count(*) FROM courriel") == 5
    assert await valeur("SELECT count(*) FROM jeton WHERE consomme_le IS NULL") == 1  # the last one sent still works


async def test_un_visiteur_trop_presse_attend(echange: Echange) -> None:
    for _ in range(plafonds.DEMANDES_ADRESSE.essais):
        await prendre(plafonds.DEMANDES_ADRESSE, "127.0.0.1")
    refus = await echange.soumettre("/compte/renvoi", {"courriel": BOITE})
    assert refus.status_code == 429
    assert int(refus.headers["retry-after"]) > 0
    assert BOITE in refus.text


@pytest.mark.parametrize("saisi", ["", "pas une adresse", "a@b", "a@x.fr, b@y.fr"])
async def test_une_adresse_mal_ecrite_revient(echange: Echange, saisi: str) -> None:
    assert (await echange.soumettre("/compte/renvoi", {"courriel": saisi})).status_code == 422
    assert "Saisissez une adresse électronique" in echange.texte()

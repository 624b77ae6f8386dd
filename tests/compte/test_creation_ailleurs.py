"""The creation link in another browser: whoever gave someone else's address does not get an account through them."""

import asyncio

import pytest

from app.base import Inscription, executer, lancer, ligne, valeur
from app.metier.comptes import activation
from app.metier.comptes.creation import LienPerime, References, demander_par_references
from app.metier.comptes.jetons import valeur_du_jeton
from tests import personnages
from tests.compte.outils import BOITE, CREATION, connecter, dernier_courriel
from tests.outils.echange import Echange, ouvrir_echange

VICTIME = "victime@example.fr"
PIEGE = CREATION | {"courriel": VICTIME}


async def lien_demande(navigateur: Echange, champs: dict[str, str] = CREATION) -> str:
    await navigateur.soumettre("/compte/creation", champs)
    return f"/compte/activation/{(await dernier_courriel())[1]}"


async def test_un_inconnu_ne_fait_pas_ouvrir_un_compte_dont_il_sait_le_mot_de_passe(ccfi: Inscription) -> None:
    """Pre-hijacking: the stranger's own bill, the victim's address, a password that the stranger chose."""
    await personnages.dupont()
    async with ouvrir_echange(ccfi) as pirate, ouvrir_echange(ccfi) as victime:
        adresse = await lien_demande(pirate, PIEGE)
        assert (await victime.get(adresse)).status_code == 200
        assert "Vous n’avez rien demandé" in victime.texte()
        assert "aucun espace ne sera créé" in victime.texte()
        for champs in ({}, {"mot_de_passe": "Le-mien-a-moi-2026"}):
            refus = await victime.post(adresse, champs)
            assert refus.status_code == 422
            assert "Le-mien-a-moi" not in refus.text
            assert victime.soupe().find(id="mot_de_passe-err") is not None
        assert await valeur("SELECT count(*) FROM compte") == 0
        assert (await connecter(pirate, VICTIME)).status_code == 422


async def test_dans_le_meme_navigateur_un_bouton_suffit(echange: Echange) -> None:
    await personnages.dupont()
    adresse = await lien_demande(echange)
    await echange.get(adresse)
    assert echange.soupe().find("input", attrs={"name": "mot_de_passe"}) is None
    assert (await echange.post(adresse)).headers["location"] == "/connexion?etat=active"


async def test_un_telephone_avec_le_mot_de_passe_choisi_active(ccfi: Inscription) -> None:
    await personnages.dupont()
    async with ouvrir_echange(ccfi) as ordinateur, ouvrir_echange(ccfi) as telephone:
        adresse = await lien_demande(ordinateur)
        await telephone.get(adresse)
        active = await telephone.post(adresse, {"mot_de_passe": CREATION["mot_de_passe"]})
        assert active.headers["location"] == "/connexion?etat=active"
        assert (await connecter(telephone, BOITE)).headers["location"] == "/espace"


async def test_au_cinquieme_mot_de_passe_faux_le_lien_est_mort(ccfi: Inscription) -> None:
    await personnages.dupont()
    async with ouvrir_echange(ccfi) as ordinateur, ouvrir_echange(ccfi) as telephone:
        adresse = await lien_demande(ordinateur)
        await telephone.get(adresse)
        codes = [(await telephone.post(adresse, {"mot_de_passe": f"Faux{n}passe@"})).status_code for n in range(5)]
        assert codes == [422] * 4 + [404]
        assert (await ordinateur.get(adresse)).status_code == 404
        await telephone.get("/compte/renvoi")
        assert (await telephone.post(adresse, {"mot_de_passe": CREATION["mot_de_passe"]})).status_code == 404
    assert await valeur("SELECT count(*) FROM compte") == 0


async def test_vingt_essais_a_la_fois_en_valent_cinq(base_reelle: Inscription) -> None:
    await personnages.dupont()
    await demander_par_references(References(BOITE, "Mot2passe@", "DUPONT", "PSEMCSMJ", "x"), adresse="192.0.2.1")
    lu = await activation.lire_lien(valeur_du_jeton(await valeur("SELECT id FROM jeton")))
    assert lu is not None
    essais = await asyncio.gather(
        *(lancer(activation.fautes_de_demandeur(lu, f"Faux{n}passe@")) for n in range(20)), return_exceptions=True
    )
    assert sum(isinstance(essai, dict) for essai in essais) == 4
    assert sum(isinstance(essai, LienPerime) for essai in essais) == 16
    assert await valeur("SELECT consomme_le IS NOT NULL FROM jeton")


async def test_la_marque_n_est_gardee_qu_en_condensat(echange: Echange) -> None:
    await personnages.dupont()
    await lien_demande(echange)
    marque = echange.client.cookies["appareil"]
    lu = await ligne("SELECT appareil, j::text AS tout FROM jeton j")
    assert lu is not None
    assert len(lu["appareil"]) == 64
    assert marque not in lu["tout"]


@pytest.mark.parametrize("marque", ["", "x", "A" * 22, "A" * 22 + "." + "B" * 22])
async def test_une_marque_inventee_ne_vaut_pas_celle_du_demandeur(ccfi: Inscription, marque: str) -> None:
    await personnages.dupont()
    async with ouvrir_echange(ccfi) as ordinateur, ouvrir_echange(ccfi) as autre:
        adresse = await lien_demande(ordinateur)
        autre.client.cookies.set("appareil", marque)
        await autre.get(adresse)
        assert (await autre.post(adresse)).status_code == 422


async def test_un_lien_sans_marque_demande_le_mot_de_passe(echange: Echange) -> None:
    await personnages.dupont()
    adresse = await lien_demande(echange)
    await executer("UPDATE jeton SET appareil = ''")
    await echange.get(adresse)
    assert (await echange.post(adresse)).status_code == 422


async def test_demander_garde_les_sceaux_du_navigateur(ccfi: Inscription) -> None:
    """A browser that has signed in before stays known to its account."""
    await personnages.dupont()
    await personnages.camille()
    async with ouvrir_echange(ccfi) as navigateur:
        await connecter(navigateur)
        avant = navigateur.client.cookies["appareil"]
        await navigateur.get("/espace")
        await navigateur.post("/deconnexion")
        await lien_demande(navigateur)
        assert navigateur.client.cookies["appareil"] == avant

"""`Mot de passe oublié`: the same words for everyone, a link that serves once."""

from app.base import Inscription, valeur
from tests import personnages
from tests.compte.outils import CAMILLE, connecter, dernier_courriel, neutre
from tests.outils.echange import Echange, ouvrir_echange

CHOIX = {"mot_de_passe": "Autre2passe@", "confirmation": "Autre2passe@"}


async def lien(navigateur: Echange) -> str:
    await navigateur.soumettre("/mot-de-passe", {"courriel": CAMILLE})
    modele, jeton = await dernier_courriel()
    assert modele == "mot_de_passe"
    return f"/mot-de-passe/{jeton}"


async def test_oublie_puis_choisi(ccfi: Inscription) -> None:
    await personnages.camille()
    async with ouvrir_echange(ccfi) as connecte, ouvrir_echange(ccfi) as ailleurs:
        await connecter(connecte)
        adresse = await lien(ailleurs)
        assert (await ailleurs.get(adresse)).status_code == 200
        change = await ailleurs.post(adresse, CHOIX)
        assert (change.status_code, change.headers["location"]) == (303, "/connexion?etat=change")
        assert "session" not in ailleurs.client.cookies
        await ailleurs.get("/connexion?etat=change")
        assert "Votre mot de passe est changé" in ailleurs.texte()
        assert (await connecte.get("/espace")).status_code == 303
        assert (await connecter(ailleurs)).status_code == 422
        assert (await connecter(ailleurs, mdp="Autre2passe@")).status_code == 303


async def test_qui_etait_dans_ce_navigateur_en_sort_pour_de_bon(ccfi: Inscription) -> None:
    """Somebody else's session, whose token another browser may have kept: it is over at the server too."""
    await personnages.camille()
    await personnages.personnage("00099", "VOISINAA", "VOISIN", "LEA", "lea@exemple.fr", avec_compte=True)
    async with ouvrir_echange(ccfi) as partage, ouvrir_echange(ccfi) as ailleurs:
        adresse = await lien(partage)
        await connecter(partage, "lea@exemple.fr")
        garde = partage.client.cookies["session"]
        await partage.get(adresse)
        assert (await partage.post(adresse, CHOIX)).status_code == 303
        ailleurs.client.cookies.set("session", garde)
        assert (await ailleurs.get("/espace")).status_code == 303
        assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL") == 0


async def test_qui_est_connecte_ne_retape_pas_son_adresse(echange: Echange) -> None:
    await personnages.camille()
    await echange.get("/mot-de-passe")
    assert "value" not in echange.soupe().select("#courriel")[0].attrs
    await connecter(echange)
    await echange.get("/mot-de-passe")
    assert echange.soupe().select("#courriel")[0]["value"] == CAMILLE
    assert echange.soupe().select(".retour a")[0]["href"] == "/informations"


async def test_le_lien_ne_sert_qu_une_fois(echange: Echange) -> None:
    await personnages.camille()
    adresse = await lien(echange)
    await echange.get(adresse)
    await echange.post(adresse, CHOIX)
    assert (await echange.get(adresse)).status_code == 404
    assert "Lien périmé" in echange.texte()
    await echange.get("/mot-de-passe")
    assert (await echange.post(adresse, CHOIX)).status_code == 404


async def test_un_mauvais_choix_laisse_le_lien_bon(echange: Echange) -> None:
    await personnages.camille()
    adresse = await lien(echange)
    await echange.get(adresse)
    for choisi in ("", "court", "Martin59!", "Bailleul59!"):
        assert (await echange.post(adresse, {"mot_de_passe": choisi, "confirmation": choisi})).status_code == 422
    assert (await echange.post(adresse, CHOIX | {"confirmation": "x"})).status_code == 422
    assert (await echange.post(adresse, CHOIX)).status_code == 303


async def test_connue_ou_non_la_reponse_est_la_meme(ccfi: Inscription) -> None:
    await personnages.camille()
    reponses = []
    for boite in (CAMILLE, "inconnu@example.fr", "dupont59@gmail.com"):
        async with ouvrir_echange(ccfi) as navigateur:
            envoyee = await navigateur.soumettre("/mot-de-passe", {"courriel": boite})
            reponses.append((neutre(envoyee), neutre(await navigateur.get(envoyee.headers["location"]))))
    assert reponses[0] == reponses[1] == reponses[2]
    assert await valeur("SELECT count(*) FROM courriel") == 1


async def test_qui_prouve_sa_boite_entre_meme_attaque(ccfi: Inscription) -> None:
    """The new password marks the browser, so that strangers' failures do not keep the owner out."""
    await personnages.camille()
    async with ouvrir_echange(ccfi) as pirate, ouvrir_echange(ccfi) as camille:
        for _ in range(8):
            await connecter(pirate, mdp="Faux2passe@")
        assert (await connecter(camille)).status_code == 429
        adresse = await lien(camille)
        await camille.get(adresse)
        await camille.post(adresse, CHOIX)
        assert (await connecter(camille, mdp="Autre2passe@")).status_code == 303

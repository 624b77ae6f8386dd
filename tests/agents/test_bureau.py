"""The desk: the logo and one's own password."""

import io

from PIL import Image

from app.base import valeur
from app.metier.agents import sessions
from app.metier.agents.connexion import reconnaitre
from tests.agents.outils import MOT_DE_PASSE, Console, equipier, session_de
from tests.outils.echange import Echange

NOUVEAU = "Le-bac-jaune-du-mardi-9"


async def _entrer(echange: Echange, *, administrateur: bool = False) -> int:
    qui = await equipier(administrateur=administrateur)
    Console(echange, await session_de(qui.agent.id, prouvee=True))
    return int(qui.agent.id)


def _image() -> bytes:
    sortie = io.BytesIO()
    Image.new("RGB", (300, 300), (10, 90, 40)).save(sortie, "PNG")
    return sortie.getvalue()


async def _deposer(echange: Echange, contenu: bytes) -> int:
    await echange.get("/agents/logo")
    reponse = await echange.client.post(
        "/agents/logo",
        data={"jeton_csrf": echange.jeton()},
        files={"image": ("logo.png", contenu, "image/png")},
        headers={"Origin": echange.inscription.origine},
    )
    return reponse.status_code


async def test_le_logo_depose_est_en_tete_de_chaque_page_et_garde_pour_toujours(echange: Echange) -> None:
    await _entrer(echange)
    assert await _deposer(echange, _image()) == 303
    await echange.get("/")
    montre = echange.soupe().select_one("header img")
    assert montre is not None
    adresse = str(montre["src"])
    echange.client.cookies.clear()
    servi = await echange.client.get(adresse)
    assert servi.headers["content-type"] == "image/png"
    assert "immutable" in servi.headers["cache-control"]
    assert servi.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert len(servi.content) <= 8192
    assert (await echange.client.get("/logo/absent")).status_code == 404


async def test_le_logo_se_retire(echange: Echange) -> None:
    await _entrer(echange)
    await _deposer(echange, _image())
    await echange.get("/agents/logo")
    assert (await echange.post("/agents/logo/retrait")).status_code == 303
    await echange.get("/")
    assert echange.soupe().select_one("header img") is None


async def test_un_fichier_qui_n_est_pas_une_image(echange: Echange) -> None:
    await _entrer(echange)
    for contenu in (b"", b"<svg/>", b"GIF89a"):
        assert await _deposer(echange, contenu) == 422
    assert await valeur("SELECT count(*) FROM logo") == 0


async def _changer(echange: Echange, present: str, nouveau: str, confirmation: str) -> int:
    champs = {"present": present, "nouveau": nouveau, "confirmation": confirmation}
    return (await echange.soumettre("/agents/mot-de-passe", champs)).status_code


async def test_changer_son_mot_de_passe_ferme_les_autres_sessions(echange: Echange) -> None:
    agent = await _entrer(echange)
    ailleurs = await session_de(agent, prouvee=True)
    ancien = echange.client.cookies["agent"]
    assert await _changer(echange, MOT_DE_PASSE, NOUVEAU, NOUVEAU) == 303
    assert await sessions.lire(ancien) is None
    assert await sessions.lire(ailleurs) is None
    assert (await echange.get("/agents")).status_code == 200
    assert await reconnaitre("lea", NOUVEAU, "192.0.2.1") is not None
    assert await reconnaitre("lea", MOT_DE_PASSE, "192.0.2.1") is None


async def test_les_refus_se_disent_et_rien_ne_change(echange: Echange) -> None:
    await _entrer(echange)
    essais = {
        ("Faux-mot-2-passe", NOUVEAU, NOUVEAU): "pas votre mot de passe actuel",
        (MOT_DE_PASSE, "court", "court"): "Allongez le mot de passe",
        (MOT_DE_PASSE, NOUVEAU, NOUVEAU + "x"): "deux fois le même",
    }
    for saisie, phrase in essais.items():
        assert await _changer(echange, *saisie) == 422
        assert phrase in echange.texte()
        assert not any(mot in echange.texte() for mot in saisie)
    assert await reconnaitre("lea", MOT_DE_PASSE, "192.0.2.1") is not None


async def test_l_equipe_n_est_montree_qu_aux_administrateurs(echange: Echange) -> None:
    await _entrer(echange)
    await echange.get("/agents")
    assert "Équipe" not in echange.texte()
    echange.client.cookies.clear()
    chef = await equipier("noa", administrateur=True)
    Console(echange, await session_de(chef.agent.id, prouvee=True))
    await echange.get("/agents")
    assert "Équipe" in echange.texte()

"""Enrolment: a key that was only seen counts for nothing, and opens nothing."""

import re

import pyotp

from app.base import valeur
from app.metier.agents.creation import creer_agent
from app.metier.calendrier import maintenant
from tests.agents.outils import MOT_DE_PASSE, donner_le_mot_de_passe, equipier
from tests.outils.echange import Echange


async def _nouveau() -> int:
    agent = await creer_agent("nino", "nino@mairie.example.fr", "Nino", "Petit", MOT_DE_PASSE, administrateur=False)
    return int(agent.id)


def _cle(echange: Echange) -> str:
    montree = echange.soupe().find("code")
    assert montree is not None
    return re.sub(r"\s", "", montree.get_text())


async def test_premiere_connexion(echange: Echange) -> None:
    agent = await _nouveau()
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    image = await echange.client.get("/agents/second-facteur/qr.svg")
    assert image.headers["content-type"].startswith("image/svg+xml")
    assert image.headers["cache-control"] == "no-store"
    assert image.text.count("<svg") == 1
    assert await valeur("SELECT totp_prouve_le FROM agent WHERE id = $1", agent) is None
    reponse = await echange.post("/agents/second-facteur", {"code": pyotp.TOTP(_cle(echange)).at(maintenant())})
    assert reponse.headers["location"] == "/agents"
    assert (await echange.get("/agents")).status_code == 200
    assert await valeur("SELECT totp_prouve_le FROM agent WHERE id = $1", agent) is not None
    assert await valeur(
        "SELECT count(*) FROM trace WHERE acte = 'agent.second_facteur' AND objet = $1", f"agent:{agent}"
    )


async def test_voir_la_cle_n_enrole_pas(echange: Echange) -> None:
    await _nouveau()
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    premiere = _cle(echange)
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    assert _cle(echange) != premiere
    reponse = await echange.post("/agents/second-facteur", {"code": pyotp.TOTP(premiere).at(maintenant())})
    assert reponse.status_code == 422


async def test_la_cle_ne_se_montre_plus_une_fois_prouvee(echange: Echange) -> None:
    await equipier()
    await donner_le_mot_de_passe(echange, "lea")
    await echange.get("/agents/second-facteur")
    assert echange.soupe().find("code") is None
    assert (await echange.client.get("/agents/second-facteur/qr.svg")).status_code == 404


async def test_sans_mot_de_passe_ni_page_ni_cle(echange: Echange) -> None:
    assert (await echange.get("/agents/second-facteur")).status_code == 303
    assert (await echange.client.get("/agents/second-facteur/qr.svg")).status_code == 404


async def test_la_cle_est_chiffree_au_repos(echange: Echange) -> None:
    agent = await _nouveau()
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    gardee = await valeur("SELECT secret_totp FROM agent WHERE id = $1", agent)
    assert gardee
    assert _cle(echange) not in gardee


async def test_code_vide(echange: Echange) -> None:
    await equipier()
    await donner_le_mot_de_passe(echange, "lea")
    reponse = await echange.soumettre("/agents/second-facteur", {"code": " "})
    assert reponse.status_code == 422
    assert "Saisissez les 6 chiffres du code" in echange.texte()

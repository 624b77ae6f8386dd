"""The staff, managed by its administrators in the console."""

from typing import Any

import pytest

from app.base import ligne, valeur
from app.metier.agents import sessions
from app.metier.agents.connexion import reconnaitre
from tests.agents.outils import MOT_DE_PASSE, Console, equipier, session_de
from tests.outils.echange import Echange


async def _console(echange: Echange) -> Console:
    equipe = await equipier(administrateur=True)
    return Console(echange, await session_de(equipe.agent.id, prouvee=True))


async def test_un_administrateur_cree_un_agent_qui_peut_entrer(echange: Echange) -> None:
    console = await _console(echange)
    fiche = {"username": "Nino", "email": "nino@mairie.example.fr", "first_name": "Nino", "last_name": None}
    droits = {"active": True, "admin": False, "superuser": False, "totp_prouve_le": None}
    refus = await console.envoyer("POST", "/api/tables/agent/", fiche | droits | {"password": "court"})
    assert (refus.status_code, "Allongez le mot de passe" in refus.text) == (422, True)
    reponse = await console.envoyer("POST", "/api/tables/agent/", fiche | droits | {"password": MOT_DE_PASSE})
    assert reponse.status_code == 201, reponse.text
    assert await valeur("SELECT admin FROM agent WHERE username = 'nino'") is False
    reconnu = await reconnaitre("nino", MOT_DE_PASSE, "192.0.2.7")
    assert reconnu is not None
    assert reconnu.agent == reponse.json()[0]["id"]
    details = str(await valeur("SELECT details FROM trace WHERE acte = 'console.ajout'"))
    assert "nino@mairie.example.fr" in details
    assert MOT_DE_PASSE not in details
    assert "argon2" not in details


async def test_enregistrer_un_agent_garde_mot_de_passe_et_second_facteur(echange: Echange) -> None:
    console = await _console(echange)
    autre = await equipier("nino")
    avant = await ligne("SELECT * FROM agent WHERE id = $1", autre.agent.id)
    fiche = (await console.lire(f"/api/tables/agent/{autre.agent.id}/")).json()
    assert fiche["password"] is None
    for verbe in ("PATCH", "PUT"):
        reponse = await console.envoyer(verbe, f"/api/tables/agent/{autre.agent.id}/", fiche)
        assert reponse.status_code < 300, reponse.text
    assert await ligne("SELECT * FROM agent WHERE id = $1", autre.agent.id) == avant


@pytest.mark.parametrize("saisie", [{"password": "Un-Autre-Mot-9!"}, {"active": False}, {"superuser": True}])
async def test_changer_les_droits_d_un_agent_ferme_ses_sessions(echange: Echange, saisie: dict[str, Any]) -> None:
    console = await _console(echange)
    autre = await equipier("nino")
    jeton = await session_de(autre.agent.id, prouvee=True)
    assert (await console.envoyer("PATCH", f"/api/tables/agent/{autre.agent.id}/", saisie)).status_code == 200
    assert await sessions.lire(jeton) is None
    assert (await console.lire("/api/user/")).status_code == 200
    assert await valeur("SELECT password LIKE '$argon2id$%' FROM agent WHERE id = $1", autre.agent.id)


async def test_nul_ne_se_retire_ses_droits_ni_ne_pose_un_second_facteur(echange: Echange) -> None:
    console = await _console(echange)
    moi = await valeur("SELECT id FROM agent WHERE username = 'lea'")
    reponse = await console.envoyer("PATCH", f"/api/tables/agent/{moi}/", {"superuser": False})
    assert (reponse.status_code, "vos propres droits" in reponse.text) == (422, True)
    for saisie in ({"totp_prouve_le": "2026-01-01T00:00:00+00:00"}, {"totp_prouve_le": None}):
        assert (await console.envoyer("PATCH", f"/api/tables/agent/{moi}/", saisie)).status_code == 403
    assert (await console.envoyer("PATCH", f"/api/tables/agent/{moi}/", {"secret_totp": "A"})).status_code == 422

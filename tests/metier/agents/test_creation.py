"""Making agents."""

import pytest

from app.base import Inscription, ligne
from app.metier.agents import Agent
from app.metier.agents.connexion import reconnaitre
from app.metier.agents.creation import creer_agent
from app.metier.erreurs import RegleRefusee

BON = "Levee-du-2-juillet!"


async def _creer(identifiant: str = "lea", courriel: str = "lea@mairie.example.fr", mot_de_passe: str = BON) -> Agent:
    return await creer_agent(identifiant, courriel, "Léa", "Morel", mot_de_passe, administrateur=True)


async def test_l_agent_garde_un_condensat_argon2id_que_la_lecture_ne_touche_pas(ccfi: Inscription) -> None:
    agent = await _creer(" LEA ")
    fiche = await ligne("SELECT * FROM agent WHERE id = $1", agent.id)
    assert fiche is not None
    assert fiche["username"] == "lea"
    assert fiche["password"].startswith("$argon2id$")
    assert (fiche["active"], fiche["admin"], fiche["superuser"], fiche["totp_prouve_le"]) == (True, True, True, None)
    relu = await Agent.objects().get(Agent.id == agent.id)
    assert relu is not None
    assert relu.password == fiche["password"]
    reconnu = await reconnaitre("lea", BON, "192.0.2.1")
    assert reconnu is not None
    assert (reconnu.agent, reconnu.condensat) == (agent.id, fiche["password"])
    assert fiche["password"] not in repr(reconnu)


async def test_identifiant_et_adresse_sont_uniques(ccfi: Inscription) -> None:
    await _creer()
    for identifiant, courriel in (("lea", "autre@mairie.example.fr"), ("autre", "LEA@mairie.example.fr")):
        with pytest.raises(RegleRefusee, match="appartient déjà"):
            await _creer(identifiant, courriel)


@pytest.mark.parametrize("identifiant", ["", "a", "léa", "lea morel", "<b>", "a" * 101])
async def test_identifiants_refuses(ccfi: Inscription, identifiant: str) -> None:
    with pytest.raises(RegleRefusee, match="identifiant compte de 2 à 100"):
        await _creer(identifiant)


@pytest.mark.parametrize("mot_de_passe", ["", "court", "Motdepasse1!", "Lea-morel-1"])
async def test_mots_de_passe_refuses(ccfi: Inscription, mot_de_passe: str) -> None:
    with pytest.raises(RegleRefusee):
        await _creer(mot_de_passe=mot_de_passe)

"""Agents of the tests, and the console as its own page speaks to it."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import pyotp

from app.base import transaction
from app.metier.agents import Agent, sessions
from app.metier.calendrier import maintenant
from app.metier.chiffre import chiffrer, signer
from app.metier.comptes.mots_de_passe import hacher
from tests.outils.echange import Echange

MOT_DE_PASSE = "Levee-du-2-juillet!"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_condensat: list[str] = []


@dataclass(frozen=True, slots=True)
class Equipier:
    """An agent of the tests."""

    agent: Agent
    identifiant: str


async def equipier(nom: str = "lea", *, administrateur: bool = False, prouve: bool = True) -> Equipier:
    """An agent who has proved a second factor, unless asked otherwise."""
    if not _condensat:
        _condensat.append(await hacher(MOT_DE_PASSE))
    agent = Agent(
        username=nom, email=f"{nom}@mairie.example.fr", first_name=nom.title(), last_name="Morel",
        password=_condensat[0], active=True, admin=True, superuser=administrateur,
        secret_totp=chiffrer(SECRET) if prouve else "", totp_prouve_le=maintenant() if prouve else None,
    )  # fmt: skip
    await agent.save()
    return Equipier(agent, nom)


def code(pas: int = 0) -> str:
    """The code that the agent's application shows, now or `pas` steps away."""
    return str(pyotp.TOTP(SECRET).at(maintenant() + timedelta(seconds=30 * pas)))


async def donner_le_mot_de_passe(
    echange: Echange, identifiant: str, suite: str = "", *, mot_de_passe: str = MOT_DE_PASSE
) -> httpx.Response:
    """The first step, through the page."""
    await echange.get(f"/agents/connexion{suite}")
    champs = {"identifiant": identifiant, "mot_de_passe": mot_de_passe}
    champ = echange.soupe().find("input", attrs={"name": "suite"})
    return await echange.post("/agents/connexion", champs | {"suite": str(champ["value"]) if champ else ""})  # type: ignore[index]


async def connecter(echange: Echange, identifiant: str) -> None:
    """Both steps, through the pages."""
    await donner_le_mot_de_passe(echange, identifiant)
    await echange.get("/agents/second-facteur")
    reponse = await echange.post("/agents/second-facteur", {"code": code()})
    assert reponse.status_code == 303, echange.texte()


async def session_de(agent: int, *, prouvee: bool) -> str:
    """A session's token without its pages."""
    jeton = await sessions.ouvrir(agent)
    lue = await sessions.lire(jeton)
    if not prouvee or lue is None:
        return jeton
    async with transaction():
        nouveau = await sessions.prouver(lue.session_id)
    assert nouveau is not None
    return nouveau


class Console:
    """What the console's page sends, with its proof."""

    def __init__(self, echange: Echange, jeton: str) -> None:
        self._echange = echange
        self._jeton = jeton
        echange.client.cookies.set("agent", jeton)

    async def lire(self, chemin: str) -> httpx.Response:
        return await self._echange.client.get(f"/admin{chemin}")

    async def envoyer(self, methode: str, chemin: str, valeurs: dict[str, Any] | None = None) -> httpx.Response:
        entetes = {
            "Origin": self._echange.inscription.origine,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/json",
            "X-CSRFToken": signer("csrf-console", self._jeton.encode()).hex(),
        }
        return await self._echange.client.request(
            methode, f"/admin{chemin}", content=json.dumps(valeurs), headers=entetes
        )

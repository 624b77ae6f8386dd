"""The agents' second factor: nothing opens without it."""

from dataclasses import dataclass

from app.base import transaction, valeur
from app.metier.agents import sessions
from app.metier.agents.sessions import SessionLue
from app.metier.erreurs import RegleRefusee
from app.metier.plis import plier_courriel
from app.metier.second_facteur import facteur
from app.metier.second_facteur.essais import tenter
from app.metier.second_facteur.porteurs import de_l_agent
from app.metier.suivi import Acteur, journaliser


@dataclass(frozen=True, slots=True)
class Entree:
    """A session whose second factor was given: its new token, and the recovery codes after the first proof."""

    jeton: str
    codes: tuple[str, ...] = ()


async def entrer(session: SessionLue, code: str, *, marque: str = "") -> Entree | None:
    """Judge a code, and put the key in place if it was never proved; None when the code is not good.

    `marque` is the browser's when a second factor was proved in it before: its tries have their count. Raises
    `TropDEssais` and `SessionFinie`.
    """
    return await tenter(de_l_agent(session.agent_id), lambda: prouver(session, code), code=code, appareil=marque)


async def prouver(session: SessionLue, code: str) -> Entree | None:
    """The same in the caller's transaction, without the count. Raises `SessionFinie`."""
    porteur = de_l_agent(session.agent_id)
    codes: list[str] | None
    if session.a_un_second_facteur:
        codes = [] if await facteur.prouver(porteur, code) else None
    else:
        codes = await facteur.mettre_en_place(porteur, code)
    if codes is None:
        return None
    if codes:
        await sessions.fermer_toutes(session.agent_id, sauf=session.session_id)
    jeton = await sessions.prouver(session.session_id)
    await journaliser(
        "connexion", porteur.nom, "Connexion d’un agent", acteur=Acteur.AGENT, auteur=session.identifiant
    )  # fmt: skip
    return Entree(jeton, tuple(codes))


async def refaire_les_codes(session: SessionLue, code: str) -> Entree | None:
    """New recovery codes, under a new token, the agent's other sessions ended; None when the code is not good.

    Raises `TropDEssais` and `SessionFinie`.
    """
    porteur = de_l_agent(session.agent_id)

    async def acte() -> Entree | None:
        codes = await facteur.refaire_les_codes(porteur, code)
        if codes is None:
            return None
        await sessions.fermer_toutes(session.agent_id, sauf=session.session_id)
        return Entree(await sessions.renouveler(session.session_id), tuple(codes))

    return await tenter(porteur, acte, code=code)


async def retirer(courriel: str) -> None:
    """An operator's act for an agent without telephone and codes: another key is enrolled at the next sign-in.

    Raises `RegleRefusee` when the address is no agent's, or has no second factor.
    """
    async with transaction():
        agent: int | None = await valeur("SELECT id FROM agent WHERE email = $1", plier_courriel(courriel))
        if agent is None or not await facteur.retirer(de_l_agent(agent), acteur=Acteur.PORTAIL):
            raise RegleRefusee("Aucun agent n’a de second facteur à cette adresse.")
        await sessions.fermer_toutes(agent)

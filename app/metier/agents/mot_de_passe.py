"""An agent's password, changed by themselves."""

from app.base import executer, ligne, transaction
from app.metier.agents import sessions
from app.metier.agents.sessions import SessionFinie, SessionLue
from app.metier.calendrier import maintenant
from app.metier.comptes.mots_de_passe import hacher, plaintes
from app.metier.comptes.preuve import fautes_du_porteur
from app.metier.courriels import agents as courriels
from app.metier.second_facteur.porteurs import de_l_agent, tenir
from app.metier.suivi import Acteur, journaliser


async def fautes(session: SessionLue, present: str, nouveau: str, confirmation: str) -> dict[str, str]:
    """What is wrong, field by field; empty when the change may be made. Raises `TropDEssais`."""
    if erreurs := await fautes_du_porteur(de_l_agent(session.agent_id), present):
        return erreurs
    agent = await ligne("SELECT username, email, first_name, last_name FROM agent WHERE id = $1", session.agent_id)
    mots = [colonne or "" for colonne in agent.values()] if agent else []
    if manques := await plaintes(nouveau, mots):
        return {"nouveau": " ".join(manques)}
    if nouveau != confirmation:
        return {"confirmation": "Saisissez deux fois le même mot de passe."}
    return {}


async def changer(session: SessionLue, nouveau: str) -> str:
    """Keep the new one and end the agent's other sessions; the new token of this one.

    Raises `SessionFinie`: a change made elsewhere meanwhile ended this session, and wins.
    """
    condensat, porteur = await hacher(nouveau), de_l_agent(session.agent_id)
    async with transaction():
        tenu = await tenir(porteur)
        if tenu is None:
            raise SessionFinie
        jeton = await sessions.renouveler(session.session_id)
        await executer("UPDATE agent SET password = $2 WHERE id = $1", session.agent_id, condensat)
        await sessions.fermer_toutes(session.agent_id, sauf=session.session_id)
        await courriels.mot_de_passe_change(tenu.courriel, porteur.nom, change_le=maintenant().isoformat())
        await journaliser(
            "agent.mot_de_passe", porteur.nom, "Mot de passe changé par l’agent.",
            acteur=Acteur.AGENT, auteur=session.identifiant,
        )  # fmt: skip
    return jeton

"""An agent's password, changed by themselves."""

from datetime import timedelta

from app.base import executer, ligne, transaction, valeur
from app.metier import limites
from app.metier.agents import sessions
from app.metier.agents.sessions import SessionLue
from app.metier.comptes.mots_de_passe import hacher, plaintes, verifier
from app.metier.limites import Plafond
from app.metier.suivi import Acteur, journaliser

CHANGEMENTS = Plafond("agent_changement", essais=10, fenetre=timedelta(minutes=15), alerte=True)


async def fautes_de_preuve(session: SessionLue, present: str) -> dict[str, str]:
    """What is wrong with the password typed again, by field; empty when it is the agent's. Raises `TropDEssais`."""
    if not present:
        return {"present": "Saisissez votre mot de passe actuel."}
    frein = (CHANGEMENTS, str(session.agent_id))
    await limites.prendre(*frein)
    condensat = await valeur("SELECT password FROM agent WHERE id = $1", session.agent_id)
    async with limites.rendus_si_non_juge([frein]):
        est_juste = await verifier(condensat, present)
    if not est_juste:
        return {"present": "Ce n’est pas votre mot de passe actuel."}
    await limites.rendre(*frein)
    return {}


async def fautes(session: SessionLue, present: str, nouveau: str, confirmation: str) -> dict[str, str]:
    """What is wrong, field by field; empty when the change may be made. Raises `TropDEssais`."""
    if erreurs := await fautes_de_preuve(session, present):
        return erreurs
    agent = await ligne("SELECT username, email, first_name, last_name FROM agent WHERE id = $1", session.agent_id)
    mots = [colonne or "" for colonne in agent.values()] if agent else []
    if manques := await plaintes(nouveau, mots):
        return {"nouveau": " ".join(manques)}
    if nouveau != confirmation:
        return {"confirmation": "Saisissez deux fois le même mot de passe."}
    return {}


async def changer(session: SessionLue, nouveau: str) -> None:
    """Keep the new one; all other sessions of the agent end."""
    condensat = await hacher(nouveau)
    async with transaction():
        await executer("UPDATE agent SET password = $2 WHERE id = $1", session.agent_id, condensat)
        await sessions.fermer_toutes(session.agent_id, sauf=session.session_id)
        await journaliser(
            "agent.mot_de_passe", f"agent:{session.agent_id}", "Mot de passe changé par l’agent.",
            acteur=Acteur.AGENT, auteur=session.identifiant,
        )  # fmt: skip

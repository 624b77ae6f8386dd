"""What writing in the agents' table entails: passwords become hashes, sessions end, nobody locks themselves out."""

from typing import Any

from app.base import executer
from app.metier.agents import sessions
from app.metier.agents.creation import condenser_mot_de_passe, creer_agent, exiger_identifiant
from app.metier.agents.sessions import SessionLue
from app.metier.erreurs import RegleRefusee
from app.metier.plis import plier_courriel

TABLE = "agent"
DROITS = ("active", "admin", "superuser")


async def ajouter(valeurs: dict[str, Any]) -> int:
    """Make an agent; they put their second factor in place when they first sign in."""
    agent = await creer_agent(
        valeurs["username"], valeurs["email"], valeurs["first_name"], valeurs["last_name"], valeurs["password"],
        administrateur=valeurs["superuser"],
    )  # fmt: skip
    await executer(
        "UPDATE agent SET active = $2, admin = $3 WHERE id = $1", agent.id, valeurs["active"], valeurs["admin"]
    )
    return int(agent.id)


async def modifier(session: SessionLue, numero: int, avant: dict[str, Any], changees: dict[str, Any]) -> dict[str, Any]:
    """The values to write. Whoever loses rights or gets a password signs in anew."""
    if numero == session.agent_id and any(changees.get(droit) is False for droit in DROITS):
        raise RegleRefusee("Vous ne pouvez pas vous retirer vos propres droits.")
    ecrites = dict(changees)
    if "username" in ecrites:
        ecrites["username"] = exiger_identifiant(ecrites["username"])
    if "email" in ecrites:
        ecrites["email"] = plier_courriel(ecrites["email"])
    if "password" in ecrites:
        ecrites["password"] = await condenser_mot_de_passe(ecrites["password"], [str(v) for v in avant.values()])
    if {"password", "email", "username", *DROITS} & ecrites.keys():
        await sessions.fermer_toutes(numero, sauf=session.session_id)
    return ecrites

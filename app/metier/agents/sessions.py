"""Sessions of agents: a token drawn by us at each step, its hash at rest, an end that no request puts off for ever."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.base import executer, ligne
from app.metier.calendrier import maintenant
from app.metier.chiffre import condenser

INACTIVITE = timedelta(minutes=30)
DUREE = timedelta(hours=12)
ENTRE_DEUX_FACTEURS = timedelta(minutes=10)
"""How long a password alone waits for its code."""
NOTE_DE_PASSAGE = timedelta(minutes=1)
"""A session's last sight is written at most this often."""


class SessionFinie(Exception):
    """The session ended between the proof and the act."""


@dataclass(frozen=True, slots=True)
class SessionLue:
    """An agent as a request sees them."""

    session_id: int
    agent_id: int
    identifiant: str
    nom_complet: str
    est_prouvee: bool
    """Whether the second factor was given in this session: until then it opens nothing."""
    a_un_second_facteur: bool
    ouvre_la_console: bool
    """May open the tables (Piccolo Admin)."""
    administre: bool
    """May manage the staff."""


async def ouvrir(agent: int) -> str:
    """Start a session that knows a password only; returns the token, kept nowhere."""
    jeton = secrets.token_urlsafe(32)
    instant = maintenant()
    await executer(
        "INSERT INTO session_agent (empreinte, agent, second_facteur_le, ouverte_le, vue_le, expire_le, fermee_le) "
        "VALUES ($1, $2, NULL, $3, $3, $4, NULL)",
        condenser(jeton), agent, instant, instant + ENTRE_DEUX_FACTEURS,
    )  # fmt: skip
    return jeton


async def lire(jeton: str) -> SessionLue | None:
    """The session that this token opens now; notes that it was seen, or closes it for good when it is over."""
    instant, empreinte = maintenant(), condenser(jeton)
    lue = await ligne(
        "SELECT s.id, s.agent, s.vue_le, s.second_facteur_le IS NOT NULL AS prouvee, a.username, a.admin, a.superuser, "
        "a.totp_prouve_le IS NOT NULL AS enrole, concat_ws(' ', a.first_name, a.last_name) AS nom "
        "FROM session_agent s JOIN agent a ON a.id = s.agent "
        "WHERE s.empreinte = $1 AND s.fermee_le IS NULL AND s.expire_le > $2 AND s.vue_le > $3 AND a.active",
        empreinte, instant, instant - INACTIVITE,
    )  # fmt: skip
    if lue is None:
        await _finir(empreinte, instant)
        return None
    await _noter_le_passage(lue["id"], lue["vue_le"], instant)
    return SessionLue(
        session_id=lue["id"],
        agent_id=lue["agent"],
        identifiant=lue["username"],
        nom_complet=lue["nom"] or lue["username"],
        est_prouvee=lue["prouvee"] and lue["enrole"],
        a_un_second_facteur=lue["enrole"],
        ouvre_la_console=lue["admin"],
        administre=lue["superuser"],
    )


async def prouver(session: int) -> str:
    """Mark the second factor as given, under a new token. Raises `SessionFinie`."""
    jeton = secrets.token_urlsafe(32)
    instant = maintenant()
    faite = await ligne(
        "UPDATE session_agent SET empreinte = $2, second_facteur_le = $3, vue_le = $3, ouverte_le = $3, expire_le = $4 "
        "WHERE id = $1 AND second_facteur_le IS NULL AND fermee_le IS NULL AND expire_le > $3 RETURNING id",
        session, condenser(jeton), instant, instant + DUREE,
    )  # fmt: skip
    if faite is None:
        raise SessionFinie
    return jeton


async def renouveler(session: int) -> str:
    """A new token for the same session. Raises `SessionFinie`."""
    jeton = secrets.token_urlsafe(32)
    faite = await ligne(
        "UPDATE session_agent SET empreinte = $2 WHERE id = $1 AND fermee_le IS NULL RETURNING id",
        session, condenser(jeton),
    )  # fmt: skip
    if faite is None:
        raise SessionFinie
    return jeton


async def fermer(session: int) -> None:
    """End one session."""
    await executer("UPDATE session_agent SET fermee_le = $2 WHERE id = $1 AND fermee_le IS NULL", session, maintenant())


async def fermer_toutes(agent: int, *, sauf: int | None = None) -> None:
    """End an agent's sessions on all devices, but for one."""
    await executer(
        "UPDATE session_agent SET fermee_le = $2 WHERE agent = $1 AND fermee_le IS NULL AND id IS DISTINCT FROM $3",
        agent, maintenant(), sauf,
    )  # fmt: skip


async def _finir(empreinte: str, instant: datetime) -> None:
    """A clock set back does not bring a session that was found over to life again."""
    await executer(
        "UPDATE session_agent SET fermee_le = $2 WHERE empreinte = $1 AND fermee_le IS NULL", empreinte, instant
    )


async def _noter_le_passage(session: int, vue_le: datetime, instant: datetime) -> None:
    if instant - vue_le >= NOTE_DE_PASSAGE:
        await executer(
            "UPDATE session_agent SET vue_le = $2 WHERE id = $1 AND fermee_le IS NULL AND vue_le < $2", session, instant
        )

"""The agents' second factor: a key shown until one of its codes was proved, each code good once."""

from app.base import executer, ligne, valeur
from app.metier.agents import sessions
from app.metier.agents.sessions import SessionLue
from app.metier.calendrier import maintenant
from app.metier.chiffre import chiffrer, dechiffrer
from app.metier.second_facteur.codes import nouveau_secret, pas_reconnu
from app.metier.suivi import Acteur, journaliser


async def preparer(agent: int) -> None:
    """Draw a new key for an agent who has not proved one: a key that was only seen counts for nothing."""
    await executer(
        "UPDATE agent SET secret_totp = $2 WHERE id = $1 AND totp_prouve_le IS NULL", agent, chiffrer(nouveau_secret())
    )


async def secret_a_montrer(agent: int) -> str | None:
    """The key to enrol; None once one was proved: it is never shown again."""
    chiffre = await valeur("SELECT secret_totp FROM agent WHERE id = $1 AND totp_prouve_le IS NULL", agent)
    return dechiffrer(chiffre) if chiffre else None


async def prouver(session: SessionLue, code: str) -> str | None:
    """Take a code. Returns the token of the session, which is a new one, or None: wrong code, or used before.

    To be called in a transaction.
    """
    chiffre = await valeur("SELECT secret_totp FROM agent WHERE id = $1", session.agent_id)
    pas = pas_reconnu(dechiffrer(chiffre), code, maintenant()) if chiffre else None
    if pas is None or not await _consommer(session.agent_id, chiffre, pas):
        return None
    jeton = await sessions.prouver(session.session_id)
    if jeton is not None and not session.a_un_second_facteur:
        await sessions.fermer_toutes(session.agent_id, sauf=session.session_id)
        await journaliser(
            "agent.second_facteur", f"agent:{session.agent_id}", "Second facteur mis en place.",
            acteur=Acteur.AGENT, auteur=session.identifiant,
        )  # fmt: skip
    return jeton


async def _consommer(agent: int, chiffre: str, pas: int) -> bool:
    """Use a time step of this key up, and enrol at the first one; False when a request was faster."""
    consommee = await ligne(
        "UPDATE agent SET totp_dernier_pas = $3, totp_prouve_le = COALESCE(totp_prouve_le, $4) "
        "WHERE id = $1 AND secret_totp = $2 AND (totp_dernier_pas IS NULL OR totp_dernier_pas < $3) RETURNING id",
        agent, chiffre, pas, maintenant(),
    )  # fmt: skip
    return consommee is not None

"""The first step of signing in: a password that opens nothing but the page of the second factor."""

from datetime import timedelta

from app.base import ligne
from app.metier import limites
from app.metier.agents.creation import plier_identifiant
from app.metier.comptes.mots_de_passe import a_son_tour, verifier
from app.metier.limites import Plafond
from app.metier.plis import plier_courriel

PAR_PLACE = Plafond("agent_place", essais=10, fenetre=timedelta(minutes=15))
"""One agent from one address: a stranger elsewhere does not shut them out."""
PAR_AGENT = Plafond("agent_mot_de_passe", essais=100, fenetre=timedelta(hours=1), alerte=True)
PAR_ADRESSE = Plafond("agent_adresse", essais=50, fenetre=timedelta(minutes=15), alerte=True)


async def reconnaitre(identifiant: str, mot_de_passe: str, adresse: str) -> int | None:
    """The agent whom this identifier (or address) and this password name, else None; as slow either way.

    Raises `TropDEssais` when too many were tried from there or for this agent.
    """
    async with a_son_tour():
        return await _reconnaitre(identifiant, mot_de_passe, adresse)


async def _reconnaitre(identifiant: str, mot_de_passe: str, adresse: str) -> int | None:
    plie = plier_identifiant(identifiant)
    freins = ((PAR_ADRESSE, adresse), (PAR_AGENT, plie), (PAR_PLACE, f"{plie} {adresse}"))
    for plafond, cle in freins:
        await limites.prendre(plafond, cle)
    agent = await ligne(
        "SELECT id, password, active FROM agent WHERE username = $1 OR email = $2", plie, plier_courriel(identifiant)
    )
    async with limites.rendus_si_non_juge(freins):
        est_juste = await verifier(agent["password"] if agent else None, mot_de_passe)
    if agent is None or not est_juste or not agent["active"]:
        return None
    for plafond, cle in freins:
        await limites.rendre(plafond, cle)
    return int(agent["id"])

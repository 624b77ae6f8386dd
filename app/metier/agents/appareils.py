"""Browsers in which an agent has proved a second factor: what they are known by."""

from app.base import valeur
from app.metier.chiffre import condenser
from app.metier.second_facteur.porteurs import de_l_agent


def nom_scelle(agent: int, condensat: str) -> str:
    """The name that a browser's seal bears for an agent: it ends with the password that was proved."""
    return f"{de_l_agent(agent).nom}:{condenser(condensat)}"


async def son_nom_scelle(agent: int) -> str:
    """The same with the agent's present password."""
    return nom_scelle(agent, await valeur("SELECT password FROM agent WHERE id = $1", agent))

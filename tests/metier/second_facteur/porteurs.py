"""Holders of a second factor, one of each kind."""

from app.base import valeur
from app.metier.agents.creation import creer_agent
from app.metier.second_facteur.porteurs import Porteur, de_l_agent, du_compte
from tests import personnages

NATURES = ("compte", "agent")


async def porteur(nature: str, nom: str = "camille") -> Porteur:
    """Camille's account, or Léa who is an agent; `nom` makes another one."""
    if nature == "agent":
        agent = await creer_agent(
            nom, f"{nom}@mairie.example.fr", "Léa", "Morel", "Levee-du-2-juillet!", administrateur=False
        )
        return de_l_agent(int(agent.id))
    rang: int = await valeur("SELECT count(*) FROM abonne")
    qui = await personnages.personnage(
        f"9000{rang}", f"PORTEUR{rang}", "MARTIN", nom, f"{nom}@example.fr", avec_compte=True
    )
    assert qui.compte is not None
    return du_compte(qui.compte.id)

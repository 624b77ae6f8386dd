"""An agent changes their own password."""

from litestar import Response, get, post

from app.agents.acces import AgentNonConnecte, agent_de, poser_session
from app.metier.agents.appareils import son_nom_scelle
from app.metier.agents.mot_de_passe import changer, fautes
from app.metier.agents.sessions import SessionFinie
from app.metier.comptes.mots_de_passe import REGLE, TropDeCalculs
from app.metier.limites import TropDEssais
from app.web.formulaires import lire_formulaire
from app.web.pages import Page
from app.web.rendu import rediriger
from app.web.sessions import appareil, retenir_appareil
from app.web.temoins import Requete

PAGE = Page("agents/mot_de_passe", "Changer mon mot de passe", {"regle": REGLE})


@get("/mot-de-passe", sync_to_thread=False)
def formulaire(request: Requete) -> Response[bytes]:
    """Ask for the present one and a new one."""
    return PAGE.montrer(request)


@post("/mot-de-passe", status_code=303)
async def changer_le_mien(request: Requete) -> Response[bytes]:
    """Change it; the agent's other sessions end, this one goes on under a new token, in a browser known anew."""
    champs = await lire_formulaire(request)
    agent = agent_de(request)
    nouveau = champs.get("nouveau", "")
    try:
        if erreurs := await fautes(agent, champs.get("present", ""), nouveau, champs.get("confirmation", "")):
            return PAGE.corriger(request, champs, erreurs)
        jeton = await changer(agent, nouveau)
    except (TropDEssais, TropDeCalculs) as refus:
        return PAGE.differer(request, champs, refus)
    except SessionFinie:
        raise AgentNonConnecte from None
    reponse = poser_session(rediriger("/agents"), jeton)
    retenir_appareil(reponse, request, appareil(request), await son_nom_scelle(agent.agent_id))
    return reponse

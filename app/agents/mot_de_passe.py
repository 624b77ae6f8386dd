"""An agent changes their own password."""

from litestar import Response, get, post

from app.agents.acces import agent_de
from app.metier.agents.mot_de_passe import changer, fautes
from app.metier.comptes.mots_de_passe import REGLE
from app.metier.limites import TropDEssais
from app.web.formulaires import lire_formulaire
from app.web.rendu import rediriger, rendre
from app.web.saisies import phrase_d_attente
from app.web.temoins import Requete

TITRE = "Changer mon mot de passe"


@get("/mot-de-passe", sync_to_thread=False)
def formulaire(request: Requete) -> Response[bytes]:
    """Ask for the present one and a new one."""
    return _page(request, {}, 200)


@post("/mot-de-passe", status_code=303)
async def changer_le_mien(request: Requete) -> Response[bytes]:
    """Change it; the agent's other sessions end."""
    champs = await lire_formulaire(request)
    agent = agent_de(request)
    nouveau = champs.get("nouveau", "")
    try:
        erreurs = await fautes(agent, champs.get("present", ""), nouveau, champs.get("confirmation", ""))
    except TropDEssais as refus:
        return _page(request, {"": phrase_d_attente(refus, request.state.profil.fuseau)}, 429)
    if erreurs:
        return _page(request, erreurs, 422)
    await changer(agent, nouveau)
    return rediriger("/agents")


def _page(request: Requete, erreurs: dict[str, str], code: int) -> Response[bytes]:
    return rendre(request, "agents/mot_de_passe", titre=TITRE, status_code=code, erreurs=erreurs, regle=REGLE)

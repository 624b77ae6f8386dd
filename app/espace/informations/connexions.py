"""« Mes connexions »: the browsers that are signed in, and the buttons that end them."""

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from app.metier.comptes.connexions import fermer_sa_connexion, ne_garder_que, ses_connexions
from app.metier.comptes.sessions import INACTIVITE
from app.web.acces import resident
from app.web.erreurs import Introuvable
from app.web.navigateurs import INCONNU
from app.web.rendu import rediriger, rendre
from app.web.sessions import oublier_le_navigateur
from app.web.temoins import Requete

PAGE = "/informations/connexions"
ETATS = {
    "fermee": ("connexion fermée", "La connexion est fermée."),
    "fermees": ("autres connexions fermées", "Toutes vos autres connexions sont fermées."),
}


@get(PAGE)
async def liste(request: Requete, etat: FromQuery[str] = "") -> Response[bytes]:
    """The open sessions; this browser's is marked."""
    acces = resident(request)
    complement, nouvelle = ETATS.get(etat, ("", ""))
    return rendre(
        request,
        "informations/connexions",
        titre=f"Mes connexions - {complement}" if complement else "Mes connexions",
        connexions=await ses_connexions(acces.compte_id),
        la_sienne=acces.session_id,
        minutes=INACTIVITE.seconds // 60,
        inconnu=INCONNU,
        nouvelle=nouvelle,
    )


@post(PAGE + "/{numero:int}/fermeture")
async def fermer(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """End one; ending one's own is signing out."""
    acces = resident(request)
    if not await fermer_sa_connexion(acces.compte_id, numero):
        raise Introuvable
    if numero != acces.session_id:
        return rediriger(f"{PAGE}?etat=fermee")
    reponse = rediriger("/connexion?etat=sorti")
    oublier_le_navigateur(reponse)
    return reponse


@post(PAGE + "/fermeture")
async def fermer_les_autres(request: Requete) -> Response[bytes]:
    """End all but this one."""
    acces = resident(request)
    await ne_garder_que(acces.compte_id, acces.session_id)
    return rediriger(f"{PAGE}?etat=fermees")


routes = [liste, fermer, fermer_les_autres]

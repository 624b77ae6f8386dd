"""« Changer mon mot de passe »: the present one first, and all other browsers sign in again."""

from litestar import Response, get, post
from litestar.params import FromQuery

from app.metier.comptes import plafonds
from app.metier.comptes.changement import SessionFinie, changer_le_sien
from app.metier.comptes.mots_de_passe import REGLE, TropDeCalculs
from app.metier.comptes.preuve import fautes_de_preuve
from app.metier.comptes.proprietaires import mots_du_compte
from app.metier.limites import TropDEssais, prendre
from app.web.acces import NonConnecte, resident
from app.web.adresses import adresse_du_visiteur
from app.web.formulaires import lire_formulaire
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.saisies import fautes_du_mot_de_passe
from app.web.sessions import appareil, reposer_session, retenir_appareil
from app.web.temoins import Requete

PAGE = Page("informations/mot_de_passe", "Changer mon mot de passe", {"regle": REGLE})
ORDRE = ("present", "mot_de_passe", "confirmation")
LE_MEME = "Choisissez un mot de passe différent de votre mot de passe actuel."


@get("/informations/mot-de-passe")
async def formulaire(request: Requete, etat: FromQuery[str] = "") -> Response[bytes]:
    """The empty form, or what has just been done."""
    resident(request)
    if etat == "change":
        return rendre(request, "informations/mot_de_passe_change", titre="Mot de passe changé")
    return PAGE.montrer(request)


@post("/informations/mot-de-passe")
async def changer(request: Requete) -> Response[bytes]:
    """Change it; this browser goes on with a new token."""
    acces = resident(request)
    champs = await lire_formulaire(request)
    try:
        if erreurs := await _fautes(request, acces.compte_id, champs):
            return PAGE.corriger(request, champs, erreurs, ordre=ORDRE)
        jeton = await changer_le_sien(acces.compte_id, acces.session_id, champs["mot_de_passe"])
    except (TropDEssais, TropDeCalculs) as refus:
        return PAGE.differer(request, champs, refus)
    except SessionFinie:
        raise NonConnecte from None
    reponse = rediriger("/informations/mot-de-passe?etat=change")
    await reposer_session(reponse, acces.session_id, jeton)
    retenir_appareil(reponse, request, appareil(request), acces.courriel)
    return reponse


async def _fautes(request: Requete, compte: int, champs: dict[str, str]) -> dict[str, str]:
    present = champs.get("present", "")
    await prendre(plafonds.PESEES_ADRESSE, adresse_du_visiteur(request))
    erreurs = await fautes_de_preuve(compte, present)
    erreurs |= await fautes_du_mot_de_passe(champs, await mots_du_compte(compte))
    if present and present == champs.get("mot_de_passe"):
        erreurs["mot_de_passe"] = LE_MEME
    return erreurs


routes = [formulaire, changer]

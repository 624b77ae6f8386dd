"""Signing in, first step: who it is, and the password. And signing out."""

from functools import partial
from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromQuery
from pydantic import AfterValidator, BaseModel, StringConstraints

from app.agents.acces import avec_suite, oublier_session, poser_session, session_lue, suite_sure
from app.metier.agents import sessions
from app.metier.agents.connexion import entrer, reconnaitre
from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.limites import TropDEssais
from app.web.adresses import adresse_du_visiteur
from app.web.formulaires import lire_formulaire, valider
from app.web.pages import Page
from app.web.rendu import rediriger
from app.web.saisies import rempli
from app.web.sessions import appareil_connu
from app.web.temoins import Requete

PAGE = Page("agents/connexion", "Connexion des agents")
INCONNU = "L’identifiant ou le mot de passe n’est pas le bon."


def _obligatoire(texte: str) -> str:
    """A password is judged as it was typed: its spaces count."""
    if not texte:
        raise ValueError("Saisissez votre mot de passe.")
    return texte


class Saisie(BaseModel):
    """What the form asks for."""

    identifiant: Annotated[
        str,
        rempli(
            "Saisissez votre identifiant ou votre adresse, par exemple agent@mairie.fr.",
            quoi="l’identifiant",
            longueur_max=254,
        ),
    ] = ""
    mot_de_passe: Annotated[str, StringConstraints(max_length=1000), AfterValidator(_obligatoire)] = ""

    model_config = {"validate_default": True}


@get("/connexion")
async def formulaire(request: Requete, suite: FromQuery[str] = "") -> Response[bytes]:
    """Ask for identifier and password; who is signed in goes on."""
    session = await session_lue(request)
    if session is not None and session.est_prouvee:
        return rediriger(suite_sure(suite))
    return PAGE.montrer(request, suite=suite_sure(suite))


@post("/connexion", status_code=303)
async def connecter(request: Requete) -> Response[bytes]:
    """Judge the password; it opens nothing but the page of the second factor."""
    champs = await lire_formulaire(request)
    suite = suite_sure(champs.get("suite", ""))
    saisie, erreurs = valider(Saisie, champs)
    if saisie is None:
        return PAGE.corriger(request, champs, erreurs, suite=suite)
    try:
        jeton = await _entrer(request, saisie)
    except (TropDEssais, TropDeCalculs) as refus:
        return PAGE.differer(request, champs, refus, suite=suite)
    if jeton is None:
        return PAGE.corriger(request, champs, {"": INCONNU}, suite=suite)
    return poser_session(rediriger(avec_suite("/agents/second-facteur", suite)), jeton)


@post("/deconnexion", status_code=303)
async def deconnecter(request: Requete) -> Response[bytes]:
    """End the session, whatever it had proved."""
    session = await session_lue(request)
    if session is not None:
        await sessions.fermer(session.session_id)
    reponse = oublier_session(rediriger("/agents/connexion"))
    reponse.headers["Clear-Site-Data"] = '"cache"'
    return reponse


async def _entrer(request: Requete, saisie: Saisie) -> str | None:
    reconnu = await reconnaitre(
        saisie.identifiant, saisie.mot_de_passe, adresse_du_visiteur(request), partial(appareil_connu, request)
    )
    if reconnu is None:
        return None
    ancienne = await session_lue(request)
    return await entrer(reconnu, ancienne=None if ancienne is None else ancienne.session_id)

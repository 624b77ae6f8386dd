"""`Authentification`: signing in and out."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromQuery
from pydantic import AfterValidator

from app.compte.saisies import Saisie
from app.compte.second_facteur import jeton_d_attente, vers_le_code
from app.metier.comptes.connexion import Essai, Reconnu, attendre_le_code, entrer, reconnaitre, sortir
from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.limites import TropDEssais
from app.web.acces import acces_de
from app.web.adresses import adresse_du_visiteur
from app.web.formulaires import lire_formulaire, valider
from app.web.navigateurs import nom_du_navigateur
from app.web.pages import Page
from app.web.rendu import rediriger
from app.web.saisies import rempli
from app.web.sessions import (
    appareil,
    appareil_scelle,
    jeton_de_session,
    oublier_le_navigateur,
    poser_session,
    retenir_appareil,
)
from app.web.suites import suite_locale
from app.web.temoins import Requete

PAGE = Page("compte/connexion", "Authentification")
REFUS = "L’identifiant ou le mot de passe est incorrect. Vérifiez-les, ou choisissez un nouveau mot de passe."
ETATS = {
    "active": ("compte activé", "Votre compte est activé : vous pouvez maintenant vous connecter."),
    "change": ("mot de passe changé", "Votre mot de passe est changé : vous pouvez maintenant vous connecter."),
    "sorti": ("déconnexion faite", "Vous êtes déconnecté."),
    "attente": ("à reprendre", "Le temps donné pour saisir le code est passé : connectez-vous de nouveau."),
}


class Connexion(Saisie):
    """The form."""

    identifiant: Annotated[str, rempli("Saisissez l’adresse mail de votre compte.", quoi="l’adresse mail")] = ""
    mot_de_passe: Annotated[str, AfterValidator(lambda saisi: saisi or _manque())] = ""
    rester_connecte: str = ""
    suite: str = ""


def _manque() -> str:
    raise ValueError("Saisissez votre mot de passe.")


@get("/connexion")
async def formulaire(request: Requete, suite: FromQuery[str] = "", etat: FromQuery[str] = "") -> Response[bytes]:
    """The form; who is signed in already goes on."""
    if acces_de(request) is not None:
        return rediriger(suite_locale(suite))
    complement, nouvelle = ETATS.get(etat, ("", ""))
    titre = f"{PAGE.titre} - {complement}" if complement else PAGE.titre
    return PAGE.montrer(request, titre=titre, suite=suite_locale(suite, defaut=""), nouvelle=nouvelle)


@post("/connexion")
async def envoyer(request: Requete) -> Response[bytes]:
    """Sign in, then go where one was going."""
    champs = await lire_formulaire(request)
    contexte = {"suite": suite_locale(champs.get("suite"), defaut=""), "nouvelle": ""}
    saisie, erreurs = valider(Connexion, champs)
    if saisie is None:
        return PAGE.corriger(request, champs, erreurs, **contexte)
    try:
        reponse = await _entrer(request, saisie)
    except (TropDEssais, TropDeCalculs) as refus:
        return PAGE.differer(request, champs, refus, **contexte)
    return reponse or PAGE.corriger(request, champs, {"": REFUS}, **contexte)


async def _entrer(request: Requete, saisie: Connexion) -> Response[bytes] | None:
    """The way in, with a new token whatever the browser brought; None when the password is not the one."""
    connu = appareil_scelle(request, saisie.identifiant)
    reconnu = await reconnaitre(
        Essai(saisie.identifiant, saisie.mot_de_passe, adresse_du_visiteur(request), appareil=connu)
    )
    if reconnu is None:
        return None
    if reconnu.a_un_second_facteur:
        return await _demander_le_code(request, reconnu, saisie)
    marque, rester = appareil(request), bool(saisie.rester_connecte)
    jeton = await entrer(
        reconnu, rester_connecte=rester, appareil=marque, navigateur=nom_du_navigateur(request),
        ancienne=jeton_de_session(request),
    )  # fmt: skip
    if jeton is None:
        return None
    reponse = rediriger(suite_locale(saisie.suite))
    poser_session(reponse, jeton, rester_connecte=rester)
    retenir_appareil(reponse, request, marque, reconnu.courriel)
    return reponse


async def _demander_le_code(request: Requete, reconnu: Reconnu, saisie: Connexion) -> Response[bytes] | None:
    """To the second step; what this browser had open stays until the code is given."""
    jeton = await attendre_le_code(
        reconnu, rester_connecte=bool(saisie.rester_connecte), appareil=appareil(request),
        navigateur=nom_du_navigateur(request), ancienne=jeton_d_attente(request),
    )  # fmt: skip
    return None if jeton is None else vers_le_code(jeton, saisie.suite)


@post("/deconnexion")
async def deconnecter(request: Requete) -> Response[bytes]:
    """End the session, and what the browser keeps of its pages."""
    jeton = jeton_de_session(request)
    if jeton is not None:
        await sortir(jeton)
    reponse = rediriger("/connexion?etat=sorti")
    oublier_le_navigateur(reponse)
    return reponse


routes = [formulaire, envoyer, deconnecter]

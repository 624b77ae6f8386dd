"""Signing in, second step, for who has a second factor: the code. Until then nothing is open."""

from typing import Any
from urllib.parse import quote

from litestar import Response, get, post
from litestar.params import FromQuery

from app.metier.comptes.connexion import AttenteFinie, entrer_avec_code
from app.metier.comptes.sessions import ATTENTE, Attente, lire_attente
from app.metier.limites import TropDEssais
from app.metier.second_facteur.essais import CODE_REFUSE, CODE_VIDE, SECOURS_REFUSE, SECOURS_VIDE
from app.web.formulaires import lire_formulaire
from app.web.pages import Page
from app.web.rendu import rediriger
from app.web.sessions import JETON, appareil_scelle, jeton_de_session, poser_session, retenir_appareil
from app.web.suites import suite_locale
from app.web.temoins import Requete, effacer_temoin, lire_temoin, poser_temoin

PAGE = Page("compte/code", "Code de connexion")
TEMOIN = "attente"


def jeton_d_attente(request: Requete) -> str | None:
    """The token of a wait as the browser sends it, if it looks like one of ours."""
    jeton = lire_temoin(request, TEMOIN)
    return jeton if jeton is not None and JETON.fullmatch(jeton) else None


def vers_le_code(jeton: str, suite: str) -> Response[bytes]:
    """On to the second step, with a token that no other page looks at."""
    reponse = rediriger(_avec_suite("/connexion/code", suite))
    poser_temoin(reponse, TEMOIN, jeton, duree=int(ATTENTE.total_seconds()))
    return reponse


@get("/connexion/code")
async def formulaire(request: Requete, suite: FromQuery[str] = "", secours: FromQuery[str] = "") -> Response[bytes]:
    """Ask for the code, or for a recovery code."""
    if await _attente(request) is None:
        return _recommencer(suite)
    return PAGE.montrer(request, **_contexte(suite, secours))


@post("/connexion/code")
async def envoyer(request: Requete) -> Response[bytes]:
    """Judge it; a good one opens the session, under a new token."""
    champs = await lire_formulaire(request)
    suite, code = champs.get("suite", ""), champs.get("code", "")
    attente = await _attente(request)
    if attente is None:
        return _recommencer(suite)
    contexte = _contexte(suite, champs.get("secours", ""))
    if not code.strip():
        return PAGE.corriger(request, champs, {"code": SECOURS_VIDE if contexte["secours"] else CODE_VIDE}, **contexte)
    try:
        jeton = await entrer_avec_code(
            attente, code, appareil=appareil_scelle(request, attente.courriel), ancienne=jeton_de_session(request)
        )
    except TropDEssais as refus:
        return PAGE.differer(request, champs, refus, **contexte)
    except AttenteFinie:
        return _recommencer(suite)
    if jeton is None:
        return PAGE.corriger(
            request, champs, {"code": SECOURS_REFUSE if contexte["secours"] else CODE_REFUSE}, **contexte
        )
    return _ouverte(request, attente, jeton, suite)


def _ouverte(request: Requete, attente: Attente, jeton: str, suite: str) -> Response[bytes]:
    reponse = rediriger(suite_locale(suite))
    poser_session(reponse, jeton, rester_connecte=attente.rester_connecte)
    effacer_temoin(reponse, TEMOIN)
    retenir_appareil(reponse, request, attente.appareil, attente.courriel)
    return reponse


async def _attente(request: Requete) -> Attente | None:
    jeton = jeton_d_attente(request)
    return await lire_attente(jeton) if jeton is not None else None


def _contexte(suite: str, secours: str) -> dict[str, Any]:
    return {"suite": suite_locale(suite, defaut=""), "secours": bool(secours)}


def _recommencer(suite: str) -> Response[bytes]:
    reponse = rediriger(_avec_suite("/connexion?etat=attente", suite))
    effacer_temoin(reponse, TEMOIN)
    return reponse


def _avec_suite(chemin: str, suite: str) -> str:
    voulue = suite_locale(suite, defaut="")
    return f"{chemin}{'&' if '?' in chemin else '?'}suite={quote(voulue, safe='/')}" if voulue else chemin


routes = [formulaire, envoyer]

"""Signing in, second step: the code of the agent's application, or a recovery code; at first, the key to enrol."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromQuery

from app.agents.acces import TEMOIN, agent_de, avec_suite, poser_session, session_lue, suite_sure
from app.metier.agents import second_facteur
from app.metier.agents.appareils import son_nom_scelle
from app.metier.agents.second_facteur import Entree
from app.metier.agents.sessions import SessionFinie, SessionLue
from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.comptes.preuve import fautes_du_porteur
from app.metier.limites import TropDEssais
from app.metier.profil import profil_courant
from app.metier.second_facteur import cle
from app.metier.second_facteur.codes import adresse_otpauth, en_groupes
from app.metier.second_facteur.essais import CODE_REFUSE, CODE_VIDE, SECOURS_REFUSE, SECOURS_VIDE
from app.metier.second_facteur.porteurs import de_l_agent
from app.metier.second_facteur.secours import restants
from app.web.csrf import relier
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire
from app.web.pages import Page
from app.web.qr import image_qr
from app.web.rendu import rediriger, rendre
from app.web.sessions import appareil, appareil_connu, retenir_appareil
from app.web.temoins import Requete

PAGE = Page("agents/second_facteur", "Second facteur")
CODES = Page("agents/codes_secours", "Refaire mes codes de secours")
EN_PLACE = "Votre second facteur est en place."
REFAITS = "Vos codes de secours sont refaits, les anciens ne servent plus."


@get("/second-facteur")
async def formulaire(request: Requete, suite: FromQuery[str] = "", secours: FromQuery[str] = "") -> Response[bytes]:
    """Ask for a code; show the key to who has not proved one yet."""
    session = await session_lue(request)
    if session is None:
        return _vers_la_connexion(suite)
    if session.est_prouvee:
        return rediriger(suite_sure(suite))
    return PAGE.montrer(request, **await _contexte(session, suite, secours))


@get("/second-facteur/qr.svg")
async def qr(request: Requete) -> Response[bytes]:
    """The key as a picture, as long as it is not proved."""
    session = await session_lue(request)
    montree = None if session is None else await cle.cle_a_montrer(de_l_agent(session.agent_id))
    if session is None or montree is None:
        raise Introuvable
    return image_qr(adresse_otpauth(montree, session.identifiant, (await profil_courant()).nom_court))


@post("/second-facteur", status_code=303)
async def verifier(request: Requete) -> Response[bytes]:
    """Judge the code; a good one opens the session, under a new token, and makes the browser a known one."""
    champs = await lire_formulaire(request)
    suite, code = champs.get("suite", ""), champs.get("code", "")
    session = await session_lue(request)
    if session is None or session.est_prouvee:
        return _vers_la_connexion(suite)
    contexte = await _contexte(session, suite, champs.get("secours", ""))
    if not code.strip():
        return PAGE.corriger(request, champs, {"code": SECOURS_VIDE if contexte["secours"] else CODE_VIDE}, **contexte)
    nom = await son_nom_scelle(session.agent_id)
    try:
        entree = await second_facteur.entrer(session, code, marque=appareil_connu(request, nom) or "")
    except TropDEssais as refus:
        return PAGE.differer(request, champs, refus, **contexte)
    except SessionFinie:
        return _vers_la_connexion(suite)
    if entree is None:
        return PAGE.corriger(
            request, champs, {"code": SECOURS_REFUSE if contexte["secours"] else CODE_REFUSE}, **contexte
        )
    if entree.codes:
        reponse = _montrer_les_codes(request, entree, EN_PLACE, suite_sure(suite))
    else:
        reponse = poser_session(rediriger(suite_sure(suite)), entree.jeton)
    retenir_appareil(reponse, request, appareil(request), nom)
    return reponse


@get("/codes-secours")
async def codes(request: Requete) -> Response[bytes]:
    """How many are left, and the form that makes new ones."""
    return CODES.montrer(request, restants=await restants(de_l_agent(agent_de(request).agent_id)))


@post("/codes-secours", status_code=303)
async def refaire(request: Requete) -> Response[bytes]:
    """New recovery codes against password and code, shown in this answer only."""
    champs = await lire_formulaire(request)
    agent = agent_de(request)
    contexte: dict[str, Any] = {"restants": await restants(de_l_agent(agent.agent_id))}
    try:
        if erreurs := await _fautes(agent, champs):
            return CODES.corriger(request, champs, erreurs, **contexte)
        entree = await second_facteur.refaire_les_codes(agent, champs["code"])
    except (TropDEssais, TropDeCalculs) as refus:
        return CODES.differer(request, champs, refus, **contexte)
    except SessionFinie:
        return _vers_la_connexion("")
    if entree is None:
        return CODES.corriger(request, champs, {"code": CODE_REFUSE}, **contexte)
    return _montrer_les_codes(request, entree, REFAITS, "/agents")


async def _fautes(agent: SessionLue, champs: dict[str, str]) -> dict[str, str]:
    """Judge the password before the code: a wrong password uses no code up."""
    erreurs = await fautes_du_porteur(de_l_agent(agent.agent_id), champs.get("present", ""))
    if not champs.get("code", "").strip():
        erreurs["code"] = CODE_VIDE
    return erreurs


def _montrer_les_codes(request: Requete, entree: Entree, faite: str, suite: str) -> Response[bytes]:
    relier(request, TEMOIN, entree.jeton)
    page = rendre(
        request, "agents/codes_montres", titre="Mes codes de secours", codes=entree.codes, faite=faite, suite=suite
    )
    return poser_session(page, entree.jeton)


async def _contexte(session: SessionLue, suite: str, voie_de_secours: str) -> dict[str, Any]:
    montree = await cle.cle_a_montrer(de_l_agent(session.agent_id))
    return {
        "suite": suite_sure(suite),
        "secours": bool(voie_de_secours) and montree is None,
        "cle": en_groupes(montree) if montree else None,
    }


def _vers_la_connexion(suite: str) -> Response[bytes]:
    return rediriger(avec_suite("/agents/connexion", suite_sure(suite)))

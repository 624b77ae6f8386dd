"""Signing in, second step: the code of the agent's application; at first, its key."""

import io

import qrcode
from litestar import Response, get, post
from litestar.params import FromQuery
from qrcode.image.svg import SvgPathFillImage

from app.agents.acces import avec_suite, poser_session, session_lue, suite_sure
from app.base import transaction
from app.metier.agents import connexion, second_facteur
from app.metier.agents.sessions import SessionLue
from app.metier.limites import TropDEssais
from app.metier.profil import profil_courant
from app.metier.second_facteur.codes import adresse_otpauth, en_groupes
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire
from app.web.rendu import rediriger, rendre
from app.web.saisies import phrase_d_attente
from app.web.temoins import Requete

TITRE = "Second facteur"
VIDE = "Saisissez les 6 chiffres du code, par exemple 123456."
REFUSE = "Ce code n’est pas le bon, ou il a déjà servi. Saisissez le code que votre application montre à présent."


@get("/second-facteur")
async def formulaire(request: Requete, suite: FromQuery[str] = "") -> Response[bytes]:
    """Ask for a code; show the key to who has not proved one yet."""
    session = await session_lue(request)
    if session is None:
        return rediriger(avec_suite("/agents/connexion", suite_sure(suite)))
    if session.est_prouvee:
        return rediriger(suite_sure(suite))
    return await _page(request, session, suite_sure(suite), {}, 200)


@get("/second-facteur/qr.svg")
async def qr(request: Requete) -> Response[bytes]:
    """The key as a picture, as long as it is not proved."""
    session = await session_lue(request)
    secret = None if session is None else await second_facteur.secret_a_montrer(session.agent_id)
    if session is None or secret is None:
        raise Introuvable
    adresse = adresse_otpauth(secret, session.identifiant, (await profil_courant()).nom_court)
    sortie = io.BytesIO()
    qrcode.make(adresse, image_factory=SvgPathFillImage, box_size=12, border=4).save(sortie)
    entetes = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"}
    return Response(sortie.getvalue(), media_type="image/svg+xml", headers=entetes)


@post("/second-facteur", status_code=303)
async def verifier(request: Requete) -> Response[bytes]:
    """Judge the code; a good one opens the session, under a new token."""
    champs = await lire_formulaire(request)
    suite = suite_sure(champs.get("suite", ""))
    session = await session_lue(request)
    if session is None or session.est_prouvee:
        return rediriger(avec_suite("/agents/connexion", suite))
    code = champs.get("code", "").strip()
    if not code:
        return await _page(request, session, suite, {"code": VIDE}, 422)
    try:
        await connexion.compter_un_code(session.agent_id)
    except TropDEssais as refus:
        return await _page(request, session, suite, {"": phrase_d_attente(refus, request.state.profil.fuseau)}, 429)
    async with transaction():
        jeton = await second_facteur.prouver(session, code)
    if jeton is None:
        return await _page(request, session, suite, {"code": REFUSE}, 422)
    return poser_session(rediriger(suite), jeton)


async def _page(
    request: Requete, session: SessionLue, suite: str, erreurs: dict[str, str], code: int
) -> Response[bytes]:
    secret = await second_facteur.secret_a_montrer(session.agent_id)
    return rendre(
        request, "agents/second_facteur", titre=TITRE, status_code=code, erreurs=erreurs, valeurs={"suite": suite},
        cle=en_groupes(secret) if secret else None,
    )  # fmt: skip

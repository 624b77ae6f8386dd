"""The chooser of the strip: which contrat is in view."""

from litestar import Response, post

from app.metier.comptes.sessions import choisir_contrat
from app.web.acces import resident
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire
from app.web.rendu import rediriger
from app.web.suites import suite_locale
from app.web.temoins import Requete

CHIFFRES_MAX = 9


@post("/espace/contrat")
async def choisir(request: Requete) -> Response[bytes]:
    """Put one of one's contrats in view, and stay where one was."""
    acces = resident(request)
    champs = await lire_formulaire(request)
    numero = champs.get("contrat", "")
    est_un_numero = numero.isascii() and numero.isdigit() and len(numero) <= CHIFFRES_MAX
    if not est_un_numero or not await choisir_contrat(acces.session_id, int(numero)):
        raise Introuvable
    return rediriger(suite_locale(champs.get("suite")))


routes = [choisir]

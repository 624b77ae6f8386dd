"""The chooser of the strip: which contrat is in view."""

import re

from litestar import Response, post

from app.metier.comptes.sessions import choisir_abonne, choisir_contrat
from app.web.acces import resident
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire
from app.web.rendu import rediriger
from app.web.suites import suite_locale
from app.web.temoins import Requete

CHOIX = re.compile(r"(abonne-)?([0-9]{1,9})", re.ASCII)


@post("/espace/contrat")
async def choisir(request: Requete) -> Response[bytes]:
    """Put one of one's contrats in view, or an abonné that has none, and stay where one was."""
    acces = resident(request)
    champs = await lire_formulaire(request)
    choix = CHOIX.fullmatch(champs.get("contrat", ""))
    if choix is None:
        raise Introuvable
    mettre_en_vue = choisir_abonne if choix[1] else choisir_contrat
    if not await mettre_en_vue(acces.session_id, int(choix[2])):
        raise Introuvable
    return rediriger(suite_locale(champs.get("suite")))


routes = [choisir]

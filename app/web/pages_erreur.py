"""From an exception to the page that the reader gets."""

from collections.abc import Callable

import structlog
from jinja2 import TemplateNotFound
from litestar import Response
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler

from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.erreurs import RegleRefusee
from app.metier.limites import TropDEssais
from app.web.acces import NonConnecte, vers_la_connexion
from app.web.erreurs import PANNES
from app.web.pages import SECONDES_OCCUPEES
from app.web.rendu import rendre
from app.web.saisies import phrase_d_attente, secondes_d_attente
from app.web.temoins import Requete

TITRES = {
    400: "Demande incompréhensible",
    403: "Formulaire expiré",
    404: "Page introuvable",
    405: "Action impossible ici",
    409: "Action refusée",
    413: "Envoi trop volumineux",
    422: "Saisie à corriger",
    429: "Trop d’essais",
    500: "Erreur de notre côté",
    503: "Service momentanément indisponible",
}

journal = structlog.get_logger()


def page_erreur(request: Requete, code: int, phrase: str = "") -> Response[bytes]:
    """The page of a status; `phrase` says more where a rule of the trade spoke."""
    code = code if code in TITRES else (500 if code >= 500 else 400)
    try:
        return rendre(request, f"erreurs/{code}", titre=TITRES[code], status_code=code, phrase=phrase)
    except TemplateNotFound:
        raise RuntimeError(f"templates/erreurs/{code}.html is missing") from None


def _http(request: Requete, erreur: HTTPException) -> Response[bytes]:
    return page_erreur(request, erreur.status_code)


def _regle(request: Requete, erreur: RegleRefusee) -> Response[bytes]:
    return page_erreur(request, 409, erreur.phrase)


def _trop_d_essais(request: Requete, refus: TropDEssais) -> Response[bytes]:
    reponse = page_erreur(request, 429, phrase_d_attente(refus, request.state.profil.fuseau))
    reponse.headers["Retry-After"] = str(secondes_d_attente(refus))
    return reponse


def _trop_de_calculs(request: Requete, refus: TropDeCalculs) -> Response[bytes]:
    reponse = page_erreur(request, 503, refus.phrase)
    reponse.headers["Retry-After"] = str(SECONDES_OCCUPEES)
    return reponse


def _panne(request: Requete, erreur: Exception) -> Response[bytes]:
    journal.error("base_injoignable", nature=type(erreur).__name__, chemin=_route(request))
    return page_erreur(request, 503)


def _imprevue(request: Requete, erreur: Exception) -> Response[bytes]:
    # No values: a message of PostgreSQL or of a library may carry what the resident typed.
    journal.exception("erreur_imprevue", nature=type(erreur).__name__, chemin=_route(request), exc_info=erreur)
    return page_erreur(request, 500)


def _non_connecte(request: Requete, _: NonConnecte) -> Response[bytes]:
    return vers_la_connexion(request)


def _route(request: Requete) -> str:
    """The route's pattern, not the address: references and links are personal."""
    gerant: object = request.scope.get("route_handler")
    return min(gerant.paths) if isinstance(gerant, BaseRouteHandler) and gerant.paths else "?"


gestes: dict[int | type[Exception], Callable[..., Response[bytes]]] = {
    NonConnecte: _non_connecte,
    TropDEssais: _trop_d_essais,
    TropDeCalculs: _trop_de_calculs,
    RegleRefusee: _regle,
    HTTPException: _http,
    **dict.fromkeys(PANNES, _panne),
    Exception: _imprevue,
}

"""Proof that a form was ours: a token bound to the session (or to a visitor's cookie) and the browser's own word.

The token is masked anew in each page, so that compression says nothing of it (BREACH).
"""

import base64
import hmac
import secrets
from urllib.parse import urlsplit

from litestar.handlers import HTTPRouteHandler

from app.base import inscription_courante
from app.metier.chiffre import signer
from app.web.envois import champs_envoyes
from app.web.erreurs import PreuveRefusee
from app.web.temoins import Requete, lire_temoin

CHAMP = "jeton_csrf"
SURES = frozenset({"GET", "HEAD", "OPTIONS"})
TAILLE = 16
"""Bytes of the token: 128 bits."""


def jeton_pour(request: Requete) -> str:
    """The masked token of a form. A visitor without a cookie gets one with the page (see `rendre`)."""
    masque = secrets.token_bytes(TAILLE)
    melange = bytes(a ^ b for a, b in zip(masque, _preuve(_lien(request) or _nouveau_visiteur(request)), strict=True))
    return base64.urlsafe_b64encode(masque + melange).rstrip(b"=").decode()


def visiteur_a_poser(request: Requete) -> str | None:
    """The value of the visitor's cookie that this response must set, if a form was drawn for one without."""
    valeur: str | None = request.state.get("visiteur")
    return valeur


def relier(request: Requete, nom: str, valeur: str) -> None:
    """The forms of this answer are for the cookie that it brings, not for the one that the request had."""
    request.state.temoins_neufs = {nom: valeur}


async def verifier(request: Requete) -> None:
    """Refuse an unsafe request that does not prove that it comes from one of our pages."""
    if request.method in SURES or _est_exempte(request.scope.get("route_handler")):
        return
    if not _vient_d_ici(request):
        raise PreuveRefusee
    lien = _lien(request)
    donne = (await champs_envoyes(request)).get(CHAMP)
    if lien is None or not isinstance(donne, str) or not hmac.compare_digest(_demasquer(donne), _preuve(lien)):
        raise PreuveRefusee


def _est_exempte(route: object) -> bool:
    return isinstance(route, HTTPRouteHandler) and bool(route.opt.get("sans_csrf"))


def _vient_d_ici(request: Requete) -> bool:
    """What the browser says of the page that sent the form, where it says anything."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origine = request.headers.get("origin")
    return origine is None or est_la_notre(origine, request.headers.get("host", ""))


def est_la_notre(origine: str, hote: str) -> bool:
    """Whether an Origin is this portal's, under the name by which the request reached it."""
    try:
        donnee, attendue = urlsplit(origine), urlsplit(inscription_courante().origine)
    except ValueError:
        return False
    return donnee.scheme == attendue.scheme and donnee.netloc.lower() in (attendue.netloc, hote.lower())


def _lien(request: Requete) -> str | None:
    """What the token is bound to: the agent's or the resident's session, else the visitor's cookie."""
    neufs: dict[str, str] = request.state.get("temoins_neufs", {})
    for nom in ("agent", "session", "visiteur"):
        if valeur := neufs.get(nom) or lire_temoin(request, nom):
            return f"{nom}:{valeur}"
    return None


def _nouveau_visiteur(request: Requete) -> str:
    valeur = request.state.get("visiteur") or secrets.token_urlsafe(16)
    request.state.visiteur = valeur
    return f"visiteur:{valeur}"


def _preuve(lien: str) -> bytes:
    return signer("csrf", lien.encode())[:TAILLE]


def _demasquer(jeton: str) -> bytes:
    try:
        octets = base64.b64decode(jeton + "=" * (-len(jeton) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return b""
    if len(octets) != 2 * TAILLE:
        return b""
    return bytes(a ^ b for a, b in zip(octets[:TAILLE], octets[TAILLE:], strict=True))

"""Who is signed in, for every handler and every page."""

from urllib.parse import quote

from litestar import Response

from app.metier.chiffre import condenser
from app.metier.comptes.acces import Acces, lire_acces
from app.web.rendu import renvoyer
from app.web.sessions import jeton_de_session
from app.web.suites import suite_locale
from app.web.temoins import Requete


class NonConnecte(Exception):
    """The page is for a signed-in resident; the reader is sent to sign in and comes back."""


async def charger_acces(request: Requete) -> None:
    """Read the session once, before the handler. A visitor costs no query."""
    jeton = jeton_de_session(request)
    request.state.acces = await lire_acces(condenser(jeton)) if jeton is not None else None


def acces_de(request: Requete) -> Acces | None:
    """The signed-in resident, or None."""
    acces: Acces | None = request.state.get("acces")
    return acces


def resident(request: Requete) -> Acces:
    """The signed-in resident. Raises `NonConnecte`."""
    acces = acces_de(request)
    if acces is None:
        raise NonConnecte
    return acces


def vers_la_connexion(request: Requete) -> Response[bytes]:
    """To the sign-in page; a page that was only looked at is shown afterwards."""
    if request.method not in ("GET", "HEAD"):
        return renvoyer(request, "/connexion")
    voulue = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    suite = suite_locale(voulue, defaut="")
    return renvoyer(request, f"/connexion?suite={quote(suite, safe='/')}" if suite else "/connexion")

"""Cookies: `__Host-` and Secure on https; plain names on the loopback's http, where the prefix may not stand."""

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.datastructures.state import State

from app.base import inscription_courante

Requete = Request[object, object, State]


def nom_temoin(nom: str) -> str:
    """The cookie's full name for the collectivité's origin."""
    return f"__Host-{nom}" if inscription_courante().est_chiffree else nom


def lire_temoin(request: Requete, nom: str) -> str | None:
    """The cookie's value, or None."""
    return request.cookies.get(nom_temoin(nom))


def poser_temoin(
    reponse: Response[bytes] | Response[None], nom: str, valeur: str, *, duree: int | None, strict: bool = False
) -> None:
    """Set a cookie for `duree` seconds, or until the browser closes when None."""
    reponse.set_cookie(
        Cookie(
            key=nom_temoin(nom),
            value=valeur,
            max_age=duree,
            path="/",
            httponly=True,
            secure=inscription_courante().est_chiffree,
            samesite="strict" if strict else "lax",
        )
    )


def effacer_temoin(reponse: Response[bytes] | Response[None], nom: str) -> None:
    """Make the browser forget the cookie."""
    poser_temoin(reponse, nom, "", duree=0)

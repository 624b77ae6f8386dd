"""Leaving a link that has set a password: on to the sign-in, in a browser where nobody is."""

from litestar import Response

from app.metier.comptes.connexion import sortir
from app.web.rendu import rediriger
from app.web.sessions import appareil, jeton_de_session, oublier_le_navigateur, retenir_appareil
from app.web.temoins import Requete


async def vers_la_connexion(request: Requete, etat: str, courriel: str) -> Response[bytes]:
    """Nobody is signed in by a link; whoever was in this browser, or was put there, is out.

    The browser has proved the mailbox: it is a known one from now on.
    """
    session = jeton_de_session(request)
    if session is not None:
        await sortir(session)
    reponse = rediriger(f"/connexion?etat={etat}")
    oublier_le_navigateur(reponse)
    retenir_appareil(reponse, request, appareil(request), courriel)
    return reponse

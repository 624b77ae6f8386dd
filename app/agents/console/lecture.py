"""What may be read in the console, and what we answer ourselves rather than Piccolo Admin."""

import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from app.agents.console.actifs import actif, page
from app.agents.console.recherche import exiger_une_recherche_lisible
from app.agents.console.refus import Refus
from app.agents.console.vues import vues
from app.agents.politique import REGLES, Groupe, Regle, Role
from app.base import inscription_courante
from app.metier.agents.sessions import SessionLue
from app.web.statiques import codage_accepte

TEMOIN_CSRF = "csrftoken"
"""The name under which Piccolo Admin’s script looks for its proof; ours is bound to the session."""
POLITIQUE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""Its own, here only: Piccolo Admin writes styles into its elements."""
OUVERTES = re.compile(r"/public/(meta|translations|translations/fr)/|/api/(user|links|forms|forms/grouped)/")
UNE_LIGNE = "[0-9]{1,9}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TABLE = re.compile(rf"/api/tables/([a-z_]+)/(?:(?:schema|ids|count|references|new|{UNE_LIGNE})/)?")


def repondre(request: Request, session: SessionLue, preuve: str) -> Response | None:
    """The answer to a GET, or None where Piccolo Admin gives it."""
    chemin = request.scope["path"]
    if chemin == "/":
        return _page(request, preuve)
    if chemin.startswith("/assets/"):
        return _actif(request, chemin.removeprefix("/assets/").rstrip("/"))
    if chemin == "/api/tables/":
        return JSONResponse([nom for nom, regle in REGLES.items() if est_ouverte(session, regle)])
    if chemin == "/api/tables/grouped/":
        return JSONResponse({"grouped": _menu(session), "ungrouped": []})
    if OUVERTES.fullmatch(chemin):
        return None
    _exiger_la_table(request, session, chemin)
    return None


def est_ouverte(session: SessionLue, regle: Regle) -> bool:
    """Whether this agent may open the table at all."""
    return session.administre or regle.role is Role.AGENT


def _exiger_la_table(request: Request, session: SessionLue, chemin: str) -> None:
    trouve = TABLE.fullmatch(chemin)
    regle = REGLES.get(trouve[1]) if trouve else None
    if trouve is None or regle is None:
        raise Refus(404, "Cette adresse n’existe pas.")
    if not est_ouverte(session, regle):
        raise Refus(403, "Cette table est réservée aux administrateurs.")
    exiger_une_recherche_lisible(request.query_params.multi_items(), vues()[trouve[1]])


def _menu(session: SessionLue) -> dict[str, list[str]]:
    menu = {
        groupe.value: [nom for nom, regle in REGLES.items() if regle.groupe is groupe and est_ouverte(session, regle)]
        for groupe in Groupe
    }
    return {groupe: noms for groupe, noms in menu.items() if noms}


def _page(request: Request, preuve: str) -> Response:
    if request.scope.get("raw_path") == b"/admin":
        return RedirectResponse("/admin/", 303)  # the page's own addresses are relative
    reponse = HTMLResponse(page(), headers={"Content-Security-Policy": POLITIQUE, "Cache-Control": "no-store"})
    # Not HttpOnly: the page's script sends it back. It opens nothing by itself.
    reponse.set_cookie(
        TEMOIN_CSRF, preuve, path="/admin", samesite="strict", secure=inscription_courante().est_chiffree
    )
    return reponse


def _actif(request: Request, nom: str) -> Response:
    trouve = actif(nom)
    if trouve is None:
        raise Refus(404, "Cette adresse n’existe pas.")
    entetes = {"Cache-Control": "private, max-age=3600", "Vary": "Accept-Encoding"}
    if codage_accepte(request.headers.get("accept-encoding", "")) == "br":
        return Response(trouve.brotli, media_type=trouve.nature, headers=entetes | {"Content-Encoding": "br"})
    return Response(trouve.contenu, media_type=trouve.nature, headers=entetes)

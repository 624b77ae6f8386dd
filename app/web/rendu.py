"""Pages and fragments: the only reader of HX-Request, and where a page becomes bytes."""

import gzip

import brotli
from jinja2 import Template, TemplateNotFound
from litestar import Response
from markupsafe import Markup

from app.gabarits import environnement
from app.web.csrf import jeton_pour, visiteur_a_poser
from app.web.statiques import codage_accepte
from app.web.temoins import Requete, poser_temoin

SOCLE = frozenset(
    {
        "titre",
        "collectivite",
        "acces",
        "chemin",
        "avec_htmx",
        "jeton_csrf",
        "champ_csrf",
        "valeurs",
        "erreurs",
        "annonce",
    }
)
"""What every page and fragment may read without being given it."""
COMPRESSION_BROTLI = 5
JOURNEE = 86_400


def rendre(request: Requete, nom: str, *, titre: str, status_code: int = 200, **contexte: object) -> Response[bytes]:
    """Render `templates/{nom}.html`, or for htmx `partials/{nom}.html` where there is one.

    `titre` is the page's own part of the title, equal to its h1. `valeurs` and `erreurs` are given, empty, when the
    caller has none.
    """
    fragment = _veut_un_fragment(request)
    texte = _gabarit(nom, fragment=fragment).render(_socle(request, titre) | contexte)
    reponse = _reponse(request, texte, status_code)
    if fragment:
        # The page that asked has the policy in force; alone, a fragment may do nothing at all.
        reponse.headers["Content-Security-Policy"] = "default-src 'none'"
    if (visiteur := visiteur_a_poser(request)) is not None:
        poser_temoin(reponse, "visiteur", visiteur, duree=JOURNEE)
    return reponse


def rediriger(chemin: str) -> Response[bytes]:
    """303: what was asked is done, the result is over there."""
    entetes = {"Location": chemin, "Cache-Control": "no-store"}
    return Response(b"", status_code=303, headers=entetes, media_type="text/plain")


def renvoyer(request: Requete, chemin: str) -> Response[bytes]:
    """Send the whole browser elsewhere, from a page or from a fragment."""
    if _veut_un_fragment(request):
        return Response(b"", status_code=204, headers={"HX-Redirect": chemin, "Cache-Control": "no-store"})
    return rediriger(chemin)


def _veut_un_fragment(request: Requete) -> bool:
    entetes = request.headers
    return entetes.get("hx-request") == "true" and entetes.get("hx-history-restore-request") != "true"


def _gabarit(nom: str, *, fragment: bool) -> Template:
    if fragment:
        try:
            return environnement().get_template(f"partials/{nom}.html")
        except TemplateNotFound:
            pass
    return environnement().get_template(f"{nom}.html")


def _socle(request: Requete, titre: str) -> dict[str, object]:
    """What every template may use."""
    acces = request.state.get("acces")
    return {
        "titre": titre,
        "collectivite": request.state.get("profil"),
        "acces": acces,
        "chemin": request.url.path,
        "avec_htmx": acces is not None and request.headers.get("save-data") != "on",
        "jeton_csrf": lambda: jeton_pour(request),
        "champ_csrf": lambda: _champ_csrf(request),
        "valeurs": {},
        "erreurs": {},
        "annonce": titre,
    }


def _champ_csrf(request: Requete) -> Markup:
    return Markup(environnement().get_template("macros/champ_csrf.html").render(jeton=jeton_pour(request)))  # noqa: S704 -- rendered by our own autoescaped template


def _reponse(request: Requete, texte: str, status_code: int) -> Response[bytes]:
    contenu = texte.encode()
    entetes = {"Vary": "HX-Request, Accept-Encoding", "Cache-Control": "no-store"}
    codage = codage_accepte(request.headers.get("accept-encoding", ""))
    if codage == "br":
        contenu = brotli.compress(contenu, quality=COMPRESSION_BROTLI)
    elif codage == "gzip":
        contenu = gzip.compress(contenu, 6, mtime=0)
    if codage:
        entetes["Content-Encoding"] = codage
    return Response(contenu, status_code=status_code, headers=entetes, media_type="text/html")

"""Static files over HTTP: cached for good, precompressed, revalidated by ETag.

The addresses come from app.gabarits.actifs; nothing here reads a path given by a visitor.
"""

from litestar import Request, Response, route
from litestar.datastructures import State
from litestar.enums import HttpMethod
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from app.gabarits.actifs import PREFIXE, Actif, actif_servi, comprimer, statique, statique_css

__all__ = ["comprimer", "routes", "statique", "statique_css"]

POUR_TOUJOURS = "public, max-age=31536000, immutable"
CODAGES = ("br", "gzip")


@route(
    PREFIXE + "{nom:str}",
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    status_code=200,
    sync_to_thread=False,
)
def fichier(request: Request[object, object, State], nom: FromPath[str]) -> Response[bytes]:
    actif = actif_servi(PREFIXE + nom)
    if actif is None:
        raise NotFoundException
    codage = codage_accepte(request.headers.get("accept-encoding", ""))
    entetes = _entetes(actif, codage)
    if est_connu(entetes["ETag"], request.headers.get("if-none-match", "")):
        return Response(b"", status_code=304, headers=entetes, media_type=actif.nature)
    if codage is not None:
        entetes["Content-Encoding"] = codage
    return Response(_octets(actif, codage), headers=entetes, media_type=actif.nature)


def codage_accepte(accepte: str) -> str | None:
    """The best coding that Accept-Encoding allows; None is the file as it is."""
    notes = {}
    for element in accepte.lower().split(","):
        nom, _, reste = element.partition(";")
        notes[nom.strip()] = reste.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((c for c in CODAGES if notes.get(c, notes.get("*", False))), None)


def est_connu(etag: str, si_aucun: str) -> bool:
    """Whether If-None-Match names the version at hand (weak comparison, as RFC 9110 wants)."""
    connus = [e.strip().removeprefix("W/") for e in si_aucun.split(",")]
    return etag in connus or connus == ["*"]


def _entetes(actif: Actif, codage: str | None) -> dict[str, str]:
    suffixe = f"-{codage}" if codage else ""
    return {
        "Cache-Control": POUR_TOUJOURS,
        "ETag": f'"{actif.empreinte}{suffixe}"',
        "Vary": "Accept-Encoding",
    }


def _octets(actif: Actif, codage: str | None) -> bytes:
    if codage == "br":
        return actif.brotli
    return actif.gzip if codage == "gzip" else actif.contenu


routes: list[HTTPRouteHandler] = [fichier]

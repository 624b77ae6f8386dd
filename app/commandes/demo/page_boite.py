"""The mailbox page of the demonstration."""

from dataclasses import asdict
from datetime import datetime

from litestar import Litestar, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from app.commandes.demo.boite import Boite, CourrielRecu
from app.gabarits import peindre

PROTECTIONS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def creer_page(boite: Boite) -> Litestar:
    """An application that shows every mail that was sent; newest first on the page, newest last in the JSON."""

    @get("/", sync_to_thread=False)
    def liste() -> Response[str]:
        courriels = [(c, datetime.fromisoformat(c.recu_le)) for c in reversed(boite.courriels())]
        return _html(peindre("demo/courriels.html", courriels=courriels))

    @get("/courriels.json", sync_to_thread=False)
    def donnees() -> Response[list[dict[str, object]]]:
        return Response([asdict(c) for c in boite.courriels()], headers=PROTECTIONS)

    @get("/courriels/{numero:int}", sync_to_thread=False)
    def un_courriel(numero: FromPath[int]) -> Response[str]:
        courriel = _trouver(boite, numero)
        return _html(peindre("demo/courriel.html", courriel=courriel, recu_le=datetime.fromisoformat(courriel.recu_le)))

    @get("/courriels/{numero:int}/html", sync_to_thread=False)
    def version_html(numero: FromPath[int]) -> Response[str]:
        return _html(_trouver(boite, numero).html)

    return Litestar([liste, donnees, un_courriel, version_html], openapi_config=None, logging_config=None)


def _trouver(boite: Boite, numero: int) -> CourrielRecu:
    trouve = next((c for c in boite.courriels() if c.numero == numero), None)
    if trouve is None:
        raise NotFoundException
    return trouve


def _html(texte: str) -> Response[str]:
    return Response(texte, headers=PROTECTIONS, media_type="text/html")

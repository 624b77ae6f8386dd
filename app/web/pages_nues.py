"""Answers that need neither collectivité nor database: the state of the process, refusals at the door, breakdowns."""

from litestar.types import Send

from app.base import Inscription
from app.gabarits import peindre
from app.web.entetes import entetes_communs, politique_de_contenu


async def page_nue(send: Send, code: int, inscription: Inscription | None = None) -> None:
    """The error page of this status."""
    texte = peindre(f"erreurs/{code}.html")
    politique = (b"content-security-policy", politique_de_contenu().encode())
    await repondre(send, code, "text/html; charset=utf-8", texte, [*entetes_communs(inscription), politique])


async def mot_nu(send: Send, code: int, mot: str) -> None:
    """One word, for programs."""
    await repondre(send, code, "text/plain; charset=utf-8", f"{mot}\n", entetes_communs(None))


async def repondre(send: Send, code: int, nature: str, texte: str, entetes: list[tuple[bytes, bytes]]) -> None:
    """A whole answer, kept by nobody."""
    contenu = texte.encode()
    propres = [
        (b"content-type", nature.encode()),
        (b"content-length", str(len(contenu)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": code, "headers": [*propres, *entetes]})
    await send({"type": "http.response.body", "body": contenu, "more_body": False})

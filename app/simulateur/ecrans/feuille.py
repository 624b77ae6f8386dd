"""The simulator's one style sheet, served by itself."""

from pathlib import Path

from litestar import Response, get

_FEUILLE = (Path(__file__).parent.parent / "pages" / "simulateur.css").read_bytes()


@get("/tpa/simulateur.css")
async def feuille() -> Response[bytes]:
    """A day in the browser's cache."""
    return Response(_FEUILLE, media_type="text/css", headers={"Cache-Control": "max-age=86400"})

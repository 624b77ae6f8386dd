"""The simulator's own templates: its pages and its XML."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response

from app.simulateur.operations import tirets

_ICI = Path(__file__).parent
_gabarits = Environment(
    loader=FileSystemLoader([_ICI / "pages", _ICI / "contrat"]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

# Forms go back to the collectivité's site, wherever it is.
_ENTETES = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src data:; form-action http: https:; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}


def euros(centimes: int) -> str:
    """`87,94 €`."""
    return f"{centimes // 100:,}".replace(",", "\u00a0") + f",{centimes % 100:02d}\u00a0€"


_gabarits.filters.update(euros=euros, tirets=tirets)


def ecrire(gabarit: str, **contexte: Any) -> str:
    """The text of a template."""
    return _gabarits.get_template(gabarit).render(contexte)


def page(gabarit: str, status_code: int = 200, **contexte: Any) -> Response[str]:
    """A page of the simulator."""
    return Response(ecrire(gabarit, **contexte), media_type="text/html", status_code=status_code, headers=_ENTETES)


def xml(texte: str, status_code: int = 200) -> Response[bytes]:
    """An answer of the service, as JAX-WS labels it."""
    return Response(texte.encode(), media_type="text/xml", status_code=status_code)

"""Lists cut in pages of twelve."""

import re

from app.web.erreurs import Introuvable
from app.web.temoins import Requete

PAR_PAGE = 12

_NUMERO = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


def page_demandee(request: Requete) -> int:
    """The page that the address names; what is no page number is no page."""
    texte = request.query_params.get("page", "1")
    if not _NUMERO.fullmatch(texte):
        raise Introuvable
    return int(texte)


def nombre_de_pages(total: int, page: int) -> int:
    """How many pages hold so many rows, one at least; a page beyond the last is no page."""
    pages = max(1, -(-total // PAR_PAGE))
    if page > pages:
        raise Introuvable
    return pages

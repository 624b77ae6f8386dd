"""The body of a request as form fields: read once, never trusted to be well formed."""

from litestar.datastructures import FormMultiDict
from litestar.enums import RequestEncodingType
from litestar.exceptions import HTTPException, SerializationException

from app.web.erreurs import RequeteInvalide
from app.web.temoins import Requete

COUPLES_MAX = 1_000
"""Names and values of one form: sorting out a hundred thousand of them would keep every other page waiting."""


async def champs_envoyes(request: Requete) -> FormMultiDict:
    """The fields. Raises `RequeteInvalide` on what cannot be read: bytes that are no text, unknown charsets…"""
    try:
        if request.content_type[0] == RequestEncodingType.URL_ENCODED:
            _exiger_un_nombre_raisonnable(await request.body())
        return await request.form()
    except HTTPException:
        raise
    except (ValueError, LookupError, SerializationException):
        raise RequeteInvalide from None


def _exiger_un_nombre_raisonnable(corps: bytes) -> None:
    if corps.count(b"&") >= COUPLES_MAX:
        raise RequeteInvalide

"""The one thing read in what PayFiP sends."""

from litestar.exceptions import HTTPException

from app.payfip import lire_idop
from app.web.envois import champs_envoyes
from app.web.temoins import Requete


async def idop_recu(request: Requete) -> str | None:
    """The idOp in the query or in the form, whatever its case; None when it cannot be one."""
    couples = [(nom, valeur) for nom, valeur in request.query_params.multi_items() if isinstance(valeur, str)]
    if request.method == "POST":
        try:
            envoi = await champs_envoyes(request)
        except HTTPException:
            return None
        couples += [(nom, valeur) for nom, valeur in envoi.multi_items() if isinstance(valeur, str)]
    return lire_idop(couples)

"""What PayFiP sends: its own call, and the resident's browser. Unsigned: only the idOp is read, PayFiP is asked."""

from litestar import Response, get, post

from app.encaissement import conclure
from app.paiement.idop import idop_recu
from app.web.rendu import rediriger
from app.web.temoins import Requete

SANS_PREUVE = {"sans_csrf": True}
"""Cross-site posts without our cookies, by the Treasury's own design."""


@post("/paiement/notification", opt=SANS_PREUVE, status_code=200)
async def notification(request: Requete) -> Response[bytes]:
    """PayFiP's server says that something happened."""
    return await _noter(request)


@get("/paiement/notification", opt=SANS_PREUVE)
async def notification_par_lien(request: Requete) -> Response[bytes]:
    """The same by GET: nothing published says which."""
    return await _noter(request)


async def _noter(request: Requete) -> Response[bytes]:
    idop = await idop_recu(request)
    if idop is not None:
        await conclure(idop)
    return Response(b"", status_code=200, media_type="text/plain", headers={"Cache-Control": "no-store"})


@post("/paiement/retour", opt=SANS_PREUVE)
async def retour(request: Requete) -> Response[bytes]:
    """The resident comes back by a form, without our cookies."""
    return await _recevoir(request)


@get("/paiement/retour", opt=SANS_PREUVE)
async def retour_par_lien(request: Requete) -> Response[bytes]:
    """The resident comes back by a link."""
    return await _recevoir(request)


async def _recevoir(request: Requete) -> Response[bytes]:
    """Learn the outcome, then send the browser to a page of ours: the same way for a number that is not ours."""
    idop = await idop_recu(request)
    if idop is not None:
        await conclure(idop)
    return rediriger(f"/paiement/{idop or 'retour-sans-numero'}")

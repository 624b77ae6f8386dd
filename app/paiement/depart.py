"""« RÉGLER »: from the bill to PayFiP."""

from urllib.parse import quote

from litestar import Response, get, post
from litestar.params import FromPath

from app.encaissement import FactureIntrouvable, PayfipInjoignable, ouvrir
from app.web.acces import resident
from app.web.erreurs import Introuvable
from app.web.rendu import rediriger, rendre
from app.web.temoins import Requete


@post("/factures/{reference:str}/paiement")
async def payer(request: Requete, reference: FromPath[str]) -> Response[bytes]:
    """Open the payment of a bill, or take up the one that is open, and go to PayFiP."""
    acces = resident(request)
    if acces.abonne_id is None:
        raise Introuvable
    try:
        passage = await ouvrir(acces.abonne_id, [reference], compte=acces.compte_id, mel=acces.courriel)
    except FactureIntrouvable:
        raise Introuvable from None
    except PayfipInjoignable as panne:
        return rendre(
            request, "paiement/injoignable", titre="PayFiP ne répond pas", status_code=503,
            phrase=panne.phrase, reference=reference,
        )  # fmt: skip
    return rediriger(passage.adresse)


@get("/factures/{reference:str}/paiement")
async def revenir_a_la_facture(request: Requete, reference: FromPath[str]) -> Response[bytes]:
    """The address typed, reloaded or kept through a sign-in: nothing is paid by a GET."""
    resident(request)
    return rediriger(f"/factures/{quote(reference, safe='')}")

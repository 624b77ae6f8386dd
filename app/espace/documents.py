"""The resident's PDFs: the copy of a bill, the receipt of a payment."""

from litestar import get
from litestar.exceptions import ServiceUnavailableException
from litestar.params import FromPath
from litestar.response import Stream

from app.documents import DocumentImpossible
from app.documents.pieces import PDF, Piece, piece_de_la_facture, piece_du_recu
from app.metier.factures.chargeurs import sa_facture
from app.metier.paiements.recus import son_recu
from app.web.acces import resident
from app.web.erreurs import Introuvable
from app.web.temoins import Requete

NUMERO_MAX = 2**31 - 1
"""The largest number that the table's key can hold."""


@get("/factures/{reference:str}/duplicata")
async def duplicata(request: Requete, reference: FromPath[str]) -> Stream:
    """The PDF that billing delivered, as it came; else a copy drawn from the data."""
    abonne = resident(request).abonne_id
    vue = await sa_facture(abonne, reference) if abonne else None
    if vue is None or not vue.duplicata or abonne is None:
        raise Introuvable
    try:
        piece = await piece_de_la_facture(vue, abonne)
    except DocumentImpossible as refus:
        raise ServiceUnavailableException from refus
    if piece is None:
        raise Introuvable
    return _montrer(piece)


@get("/factures/{reference:str}/recu/{paiement:int}")
async def recu(request: Requete, reference: FromPath[str], paiement: FromPath[int]) -> Stream:
    """The receipt of a payment of this bill."""
    abonne = resident(request).abonne_id
    vu = await son_recu(abonne, paiement) if abonne and 0 < paiement <= NUMERO_MAX else None
    if abonne is None or vu is None or reference not in {facture.reference for facture in vu.factures}:
        raise Introuvable
    try:
        return _montrer(await piece_du_recu(vu, abonne))
    except DocumentImpossible as refus:
        raise ServiceUnavailableException from refus


def _montrer(piece: Piece) -> Stream:
    """Shown in the browser and kept nowhere; what is no PDF is only handed over."""
    est_pdf = piece.nature == PDF
    entetes = {
        "Content-Disposition": f'{"inline" if est_pdf else "attachment"}; filename="{piece.nom}.pdf"',
        "Content-Length": str(piece.taille),
        "Cache-Control": "no-store",
    }
    return Stream(piece.morceaux, media_type=PDF if est_pdf else "application/octet-stream", headers=entetes)

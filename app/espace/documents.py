"""The resident's PDFs: the copy of a bill, the receipt of a payment."""

import re
from collections.abc import AsyncIterator

from litestar import Response, get
from litestar.exceptions import ServiceUnavailableException
from litestar.params import FromPath
from litestar.response import Stream

from app.documents import DocumentImpossible, facture_en_pdf, recu_en_pdf
from app.documents.remplissage import donnees_de_la_facture, donnees_du_recu
from app.metier.documents import Document, morceaux_du_document
from app.metier.factures.chargeurs import sa_facture
from app.metier.factures.etats import FactureVue
from app.metier.paiements.recus import son_recu
from app.web.acces import resident
from app.web.erreurs import Introuvable
from app.web.temoins import Requete

PDF = "application/pdf"


@get("/factures/{reference:str}/duplicata")
async def duplicata(request: Requete, reference: FromPath[str]) -> Response[bytes] | Stream:
    """The PDF that billing delivered, as it came; else a copy drawn from the data."""
    acces = resident(request)
    vue = await sa_facture(acces.abonne_id, reference) if acces.abonne_id else None
    if vue is None or not vue.duplicata or acces.abonne_id is None:
        raise Introuvable
    if vue.document_id is not None:
        return await _livre(vue, vue.document_id)
    try:
        contenu = await facture_en_pdf(await donnees_de_la_facture(vue, acces.abonne_id))
    except DocumentImpossible as refus:
        raise ServiceUnavailableException from refus
    return Response(contenu, media_type=PDF, headers=_entetes(f"facture-{vue.reference}"))


@get("/factures/{reference:str}/recu/{paiement:int}")
async def recu(request: Requete, reference: FromPath[str], paiement: FromPath[int]) -> Response[bytes]:
    """The receipt of a payment of this bill."""
    abonne = resident(request).abonne_id
    vu = await son_recu(abonne, paiement) if abonne and 0 < paiement <= NUMERO_MAX else None
    if abonne is None or vu is None or reference not in {facture.reference for facture in vu.factures}:
        raise Introuvable
    try:
        contenu = await recu_en_pdf(await donnees_du_recu(vu, abonne))
    except DocumentImpossible as refus:
        raise ServiceUnavailableException from refus
    return Response(contenu, media_type=PDF, headers=_entetes(f"recu-{vu.factures[0].reference}"))


NUMERO_MAX = 2**31 - 1
"""The largest number that the table's key can hold."""


async def _livre(vue: FactureVue, numero: int) -> Stream:
    document = await Document.select(Document.nature, Document.taille).where(Document.id == numero).first()
    if document is None:
        raise Introuvable
    entetes = _entetes(f"facture-{vue.reference}", inline=document["nature"] == PDF)
    entetes["Content-Length"] = str(document["taille"])
    nature = PDF if document["nature"] == PDF else "application/octet-stream"
    morceaux: AsyncIterator[bytes] = morceaux_du_document(numero, document["taille"])
    return Stream(morceaux, media_type=nature, headers=entetes)


def _entetes(nom: str, *, inline: bool = True) -> dict[str, str]:
    """Shown in the browser, kept nowhere, under a name that no header can misread."""
    sur = re.sub(r"[^A-Za-z0-9._-]+", "-", nom)
    return {
        "Content-Disposition": f'{"inline" if inline else "attachment"}; filename="{sur}.pdf"',
        "Cache-Control": "no-store",
    }

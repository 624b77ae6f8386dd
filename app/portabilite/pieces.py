"""The PDFs of an export, one at a time: its bills, delivered or drawn, and the receipts of their payments."""

from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg

from app.base import lignes
from app.documents import DocumentImpossible
from app.documents.pieces import Piece, piece_de_la_facture, piece_du_recu
from app.metier.factures.chargeurs import sa_facture
from app.metier.paiements.recus import ABOUTIS, son_recu
from app.portabilite.archive import Archive
from app.portabilite.contenu.choix import SES_FACTURES
from app.portabilite.ensembles import lier
from app.portabilite.portee import Portee

FACTURES = f"SELECT f.abonne, f.reference AS nom FROM facture f WHERE f.id IN ({SES_FACTURES}) ORDER BY f.id"  # noqa: S608 -- texts of ours; values are bound
RECUS = f"""
SELECT DISTINCT f.abonne, p.id AS nom FROM reglement r JOIN paiement p ON p.id = r.paiement
JOIN facture f ON f.id = r.facture
WHERE r.nature = 'encaissement' AND p.etat = ANY(«aboutis») AND f.id IN ({SES_FACTURES}) ORDER BY p.id
"""  # noqa: S608 -- as above


async def joindre_les_pieces(archive: Archive, portee: Portee, tenir: Callable[[], Awaitable[None]]) -> list[str]:
    """Add each PDF; the names of those that could not be made, or had no room. `tenir` is called before each."""
    omises = []
    for dossier, requete, faire in SORTES:
        for lue in await _lues(requete, portee):
            await tenir()
            try:
                piece = await faire(lue["abonne"], lue["nom"])
                jointe = piece is None or await archive.joindre(dossier, piece)
            except DocumentImpossible:
                jointe = False
            if not jointe:
                omises.append(f"{dossier}/{lue['nom']}")
    return omises


async def _facture(abonne: int, reference: str) -> Piece | None:
    vue = await sa_facture(abonne, reference)
    return None if vue is None else await piece_de_la_facture(vue, abonne)


async def _recu(abonne: int, paiement: int) -> Piece | None:
    vu = await son_recu(abonne, paiement)
    return None if vu is None else await piece_du_recu(vu, abonne)


async def _lues(requete: str, portee: Portee) -> list[asyncpg.Record]:
    requete, arguments = lier(requete, {**portee.valeurs(), "aboutis": list(ABOUTIS)})
    return await lignes(requete, *arguments)


SORTES: tuple[tuple[str, str, Callable[[int, Any], Awaitable[Piece | None]]], ...] = (
    ("factures", FACTURES, _facture),
    ("recus", RECUS, _recu),
)
"""Folder, what it holds, how each is made."""

"""Attempts that hold given bills."""

from collections.abc import Sequence
from datetime import timedelta

from app.base import lignes
from app.metier.calendrier import maintenant


async def tentative_commune(factures: Sequence[int]) -> str | None:
    """The idOp of the attempt that holds exactly these bills; None when they are held otherwise, or not at all."""
    lues = await lignes(
        "SELECT p.idop FROM paiement p JOIN part_paiement v ON v.paiement = p.id "
        "WHERE p.id IN (SELECT paiement FROM part_paiement WHERE facture = ANY($1::int[]) AND vive) "
        "AND p.etat IN ('envoye', 'en_attente') "
        "GROUP BY p.id HAVING array_agg(v.facture ORDER BY v.facture) = $1::int[]",
        sorted(factures),
    )
    return lues[0]["idop"] if lues else None


async def ouvertures_perdues(factures: Sequence[int], age: timedelta) -> list[int]:
    """Openings older than this that still hold one of these bills: the process that made them is gone."""
    lues = await lignes(
        "SELECT DISTINCT p.id FROM paiement p JOIN part_paiement v ON v.paiement = p.id AND v.vive "
        "WHERE v.facture = ANY($1::int[]) AND p.etat = 'cree' AND p.cree_le <= $2",
        list(factures), maintenant() - age,
    )  # fmt: skip
    return [lue["id"] for lue in lues]

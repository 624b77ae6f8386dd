"""Taking the bills in."""

from app.base import executer
from app.imports.depot import dedoubler, ecarter
from app.imports.factures import documents, sql
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport
from app.metier.calendrier import maintenant


async def appliquer(rapport: Rapport, pieces: Pieces) -> None:
    """Check the staged bills and take them in, their documents first."""
    await executer(sql.CONTROLES)
    await dedoubler("reference")
    await ecarter(rapport)
    await documents.deposer(rapport, pieces)
    await ecarter(rapport)
    await executer(sql.PREPARER)
    await executer(sql.CONTROLES_NEUFS)
    await executer("DELETE FROM neuf USING refus WHERE neuf.ligne = refus.ligne")
    await ecarter(rapport)
    await executer(sql.MODIFIER)
    await executer("INSERT INTO mouvement SELECT ligne, true FROM neuf WHERE id IS NULL")
    await executer(sql.AJOUTER, maintenant())

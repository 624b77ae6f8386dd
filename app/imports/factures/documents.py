"""The PDFs that billing delivered: read one at a time, stored once per content."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from app.base import connexion, executer, lignes, valeur
from app.base.delais import delai_courant
from app.imports.pieces import Pieces, empreintes
from app.imports.rapport import Rapport
from app.metier.calendrier import maintenant

REFUSER = """
INSERT INTO refus SELECT d.ligne, 'pdf', p.raison FROM depot d JOIN piece p ON p.nom = d.pdf WHERE p.empreinte IS NULL
"""
NOUVELLES = """
SELECT DISTINCT ON (empreinte) nom, empreinte FROM piece p
WHERE empreinte IS NOT NULL AND NOT EXISTS (SELECT FROM document d WHERE d.empreinte = p.empreinte)
ORDER BY empreinte, nom
"""
RELIER = """
UPDATE piece p SET document = (SELECT min(d.id) FROM document d WHERE d.empreinte = p.empreinte)
"""


async def deposer(rapport: Rapport, pieces: Pieces) -> None:
    """Fill the table `piece` (name → document) for the names that the staged bills give."""
    await executer("DROP TABLE IF EXISTS pg_temp.piece")
    await executer(
        "CREATE TEMPORARY TABLE piece (nom text, empreinte text, raison text, document integer) ON COMMIT DROP"
    )
    nommees = await valeur("SELECT count(*) FROM depot WHERE pdf IS NOT NULL")
    if not nommees:
        return
    if not pieces.donnees:
        rapport.avertissements.append(
            f"{nommees} factures nomment un PDF : donnez le dossier ou l’archive pour les prendre."
        )
        return
    noms = [
        lue["nom"] for lue in await lignes("SELECT DISTINCT pdf AS nom FROM depot WHERE pdf IS NOT NULL ORDER BY 1")
    ]
    await _copier("piece", ("nom", "empreinte", "raison"), empreintes(pieces, noms).__next__)
    await executer(REFUSER)
    await _stocker(pieces)
    await executer(RELIER)


async def _stocker(pieces: Pieces) -> None:
    nouvelles = iter(await lignes(NOUVELLES))
    le = maintenant()

    def suivante() -> tuple[Any, ...]:
        piece = next(nouvelles)
        contenu = pieces.contenu(piece["nom"])
        return piece["nom"], "application/pdf", len(contenu), piece["empreinte"], contenu, le

    await _copier("document", ("nom", "nature", "taille", "empreinte", "contenu", "depose_le"), suivante)


async def _copier(table: str, colonnes: tuple[str, ...], suivante: Callable[[], tuple[Any, ...]]) -> None:
    """COPY rows made one at a time in a thread, until there are no more."""

    def ou_rien() -> tuple[Any, ...] | None:
        try:
            return suivante()
        except StopIteration:
            return None

    async def fiches() -> AsyncIterator[tuple[Any, ...]]:
        while (fiche := await asyncio.to_thread(ou_rien)) is not None:
            yield fiche

    async with connexion() as prise:
        await prise.copy_records_to_table(table, records=fiches(), columns=colonnes, timeout=delai_courant())

"""One import: one transaction, undone when it was only a trial."""

import time
from pathlib import Path

from app.base import executer, patience, transaction, valeur
from app.imports import abonnes, bacs, contrats, factures, levees, lignes_facture, reglements
from app.imports.depot import compter, remplir
from app.imports.nature import Nature
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport
from app.metier.erreurs import RegleRefusee
from app.metier.suivi import Acteur, journaliser

UNE_HEURE = 3600.0

ESPECES = {
    Nature.ABONNES: abonnes.ESPECE,
    Nature.CONTRATS: contrats.ESPECE,
    Nature.BACS: bacs.ESPECE,
    Nature.LEVEES: levees.ESPECE,
    Nature.FACTURES: factures.ESPECE,
    Nature.LIGNES_FACTURE: lignes_facture.ESPECE,
    Nature.REGLEMENTS: reglements.ESPECE,
}


class _Defaire(Exception):
    """Leaves the transaction so that it is rolled back."""


async def importer(
    nature: Nature | str,
    fichier: Path,
    *,
    pour_de_vrai: bool = False,
    tout_ou_rien: bool = False,
    dossier_pdf: Path | None = None,
    auteur: str | int = "",
) -> Rapport:
    """Take a file in, or by default try to and undo it: the report is the same.

    `dossier_pdf` is the folder or the zip that holds the bills named in the column `pdf`.

    Raises
    ------
    RegleRefusee
        When the file cannot be read at all, or another import is running.
    """
    rapport = Rapport(nature=Nature(nature).value, pour_de_vrai=pour_de_vrai)
    depart = time.monotonic()
    try:
        with patience(UNE_HEURE):
            async with transaction():
                await _passer_seul()
                await _prendre(Nature(nature), fichier, rapport, dossier_pdf)
                rapport.abandonne = tout_ou_rien and rapport.refusees > 0
                if rapport.abandonne or not pour_de_vrai:
                    raise _Defaire
                await _journaliser(rapport, fichier, auteur)
    except _Defaire:
        pass
    rapport.duree = time.monotonic() - depart
    return rapport


async def _passer_seul() -> None:
    if not await valeur("SELECT pg_try_advisory_xact_lock(hashtextextended('import', 0))"):
        raise RegleRefusee("Un autre import est en cours : attendez sa fin.")
    await executer("SET LOCAL work_mem = '64MB'")


async def _prendre(nature: Nature, fichier: Path, rapport: Rapport, dossier_pdf: Path | None) -> None:
    espece = ESPECES[nature]
    await remplir(espece.colonnes, fichier, rapport)
    with Pieces(dossier_pdf) as pieces:
        await espece.appliquer(rapport, pieces)
    await compter(rapport)
    rapport.inchangees = rapport.lues - rapport.refusees - rapport.ajoutees - rapport.modifiees


async def _journaliser(rapport: Rapport, fichier: Path, auteur: str | int) -> None:
    await journaliser(
        "import",
        f"import:{rapport.nature}",
        f"Import « {rapport.nature} » : {rapport.ajoutees} ajouts, {rapport.modifiees} modifications, "
        f"{rapport.refusees} refus.",
        acteur=Acteur.AGENT if auteur else Acteur.IMPORT,
        auteur=auteur,
        fichier=fichier.name,
        lues=rapport.lues,
        ajoutees=rapport.ajoutees,
        modifiees=rapport.modifiees,
        refusees=rapport.refusees,
        refus=[str(refus) for refus in sorted(rapport.refus)],
    )

"""The worker's task: take a request, assemble its file, hand it over."""

from functools import partial
from tempfile import TemporaryFile
from typing import IO

import structlog

from app.base import patience
from app.gabarits import peindre
from app.metier.calendrier import maintenant
from app.metier.portabilite.file import BailPerdu, ExportDu, livrer, prendre, prolonger, remettre
from app.metier.profil import profil_courant
from app.portabilite.archive import Archive
from app.portabilite.contenu import CONTENU
from app.portabilite.liasse import Liasse
from app.portabilite.pieces import joindre_les_pieces
from app.portabilite.portee import lire_portee, photographie

journal = structlog.get_logger()
UNE_MINUTE = 60.0


async def preparer_les_dus() -> int:
    """Serve one request, if one is due; how many there were."""
    du = await prendre()
    if du is None:
        return 0
    try:
        with patience(UNE_MINUTE), TemporaryFile() as fichier:
            await assembler(du, fichier)
            await livrer(du, fichier)
    except BailPerdu:
        journal.info("export_repris_ailleurs", export=du.id)
    except Exception as panne:
        journal.error("export_en_echec", export=du.id, essais=du.essais, exc_info=panne)
        await remettre(du, type(panne).__name__)
    return 1


async def assembler(du: ExportDu, fichier: IO[bytes]) -> None:
    """Write the ZIP into the file, and go back to its beginning. Raises `BailPerdu`."""
    profil = await profil_courant()
    with Archive(fichier, profil.zone) as archive:
        async with photographie():
            portee = await lire_portee(du.compte, profil.zone)
            with Liasse(CONTENU, profil.zone) as liasse:
                tete = {"etabli_le": maintenant().isoformat(), "etabli_par": profil.nom}
                await liasse.ecrire(tete, portee.valeurs())
                await archive.joindre_la_liasse(liasse)
        omises = await joindre_les_pieces(archive, portee, partial(prolonger, du))
        faits = {"etabli_le": maintenant(), "pieces": archive.pieces, "omises": omises}
        archive.presenter(peindre("portabilite/lisezmoi.txt", profil=profil, **faits))
    fichier.seek(0)

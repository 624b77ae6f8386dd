"""The ZIP: the files of the data, then the PDFs one at a time, as many as it may hold."""

import asyncio
import shutil
from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo
from zoneinfo import ZoneInfo

from app.documents.pieces import PDF, Piece
from app.metier.calendrier import maintenant
from app.portabilite.liasse import Liasse

TAILLE_MAX = 64 * 1024 * 1024
"""Bytes, past which no PDF is added: each of them can be had by itself in « Mes factures »."""


class Archive:
    """A ZIP being written to a file, which stays open."""

    def __init__(self, fichier: IO[bytes], zone: ZoneInfo) -> None:
        self.pieces = 0
        self._fichier = fichier
        self._zip = ZipFile(fichier, "w", ZIP_DEFLATED)
        self._le = maintenant().astimezone(zone)
        self._noms: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, nature: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    async def joindre_la_liasse(self, liasse: Liasse) -> None:
        """The data."""
        for nom, fichier in liasse.fichiers():
            await asyncio.to_thread(self._copier, nom, fichier)

    async def joindre(self, dossier: str, piece: Piece) -> bool:
        """A PDF; False when there is no room for it."""
        if self._fichier.tell() + piece.taille > TAILLE_MAX:
            return False
        with self._zip.open(self._entree(self._nom_libre(dossier, piece)), "w") as sortie:
            async for morceau in piece.morceaux:
                await asyncio.to_thread(sortie.write, morceau)
        self.pieces += 1
        return True

    def presenter(self, lisez_moi: str) -> None:
        """Add what people read first."""
        self._zip.writestr(self._entree("LISEZMOI.txt"), lisez_moi.replace("\n", "\r\n").encode("utf-8-sig"))

    def _copier(self, nom: str, fichier: IO[str]) -> None:
        fichier.flush()
        fichier.seek(0)
        with self._zip.open(self._entree(nom), "w", force_zip64=True) as sortie:
            shutil.copyfileobj(fichier.buffer, sortie)  # type: ignore[attr-defined]

    def _nom_libre(self, dossier: str, piece: Piece) -> str:
        suffixe = ".pdf" if piece.nature == PDF else ".bin"
        nom, rang = f"{dossier}/{piece.nom}{suffixe}", 1
        while nom in self._noms:
            nom, rang = f"{dossier}/{piece.nom}-{rang + 1}{suffixe}", rang + 1
        self._noms.add(nom)
        return nom

    def _entree(self, nom: str) -> ZipInfo:
        entree = ZipInfo(nom, self._le.timetuple()[:6])
        entree.compress_type = ZIP_DEFLATED
        entree.external_attr = 0o600 << 16
        return entree

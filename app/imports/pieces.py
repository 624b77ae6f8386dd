"""The documents that come with a file of bills: a folder, or a zip."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from app.imports.erreurs import FichierRefuse, ValeurRefusee

TAILLE_MAX = 10 * 1024 * 1024
"""Bytes of one document."""
ENTREES_MAX = 200_000
SIGNATURE = b"%PDF-"


class Pieces:
    """Gives the content of a document by its name; with nothing given, `donnees` is false."""

    def __init__(self, source: Path | None) -> None:
        self._dossier = source if source is not None and source.is_dir() else None
        self._archive: zipfile.ZipFile | None = None
        self.donnees = source is not None
        if source is not None and self._dossier is None:
            self._archive = _ouvrir(source)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, nature: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._archive is not None:
            self._archive.close()

    def contenu(self, nom: str) -> bytes:
        """The bytes of the PDF of that name.

        Raises
        ------
        ValeurRefusee
            When it is missing, too large or no PDF.
        """
        if not nom or nom in (".", "..") or any(c in nom for c in "/\\\0:"):
            raise ValeurRefusee("un nom de fichier sans dossier est attendu")
        octets = self._du_dossier(nom) if self._dossier is not None else self._de_l_archive(nom)
        if len(octets) > TAILLE_MAX:
            raise ValeurRefusee(f"document de plus de {TAILLE_MAX // 1024 // 1024} Mo")
        if not octets.startswith(SIGNATURE):
            raise ValeurRefusee("ce document n’est pas un PDF")
        return octets

    def _du_dossier(self, nom: str) -> bytes:
        chemin = (self._dossier or Path()) / nom
        if not chemin.is_file() or chemin.is_symlink():
            raise ValeurRefusee("document absent du dossier")
        with chemin.open("rb") as octets:
            return octets.read(TAILLE_MAX + 1)

    def _de_l_archive(self, nom: str) -> bytes:
        try:
            if self._archive is None:
                raise KeyError
            # What the archive says of its sizes is not trusted: no more than the limit is ever unpacked.
            with self._archive.open(nom) as octets:
                return octets.read(TAILLE_MAX + 1)
        except KeyError:
            raise ValeurRefusee("document absent de l’archive") from None
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
            raise ValeurRefusee("document illisible dans l’archive") from None


def _ouvrir(archive: Path) -> zipfile.ZipFile:
    try:
        ouverte = zipfile.ZipFile(archive)
    except (OSError, zipfile.BadZipFile):
        raise FichierRefuse(f"{archive.name} n’est ni un dossier ni une archive zip lisible.") from None
    if len(ouverte.infolist()) > ENTREES_MAX:
        ouverte.close()
        raise FichierRefuse(f"{archive.name} contient plus de {ENTREES_MAX} documents.")
    return ouverte


def empreintes(pieces: Pieces, noms: Iterable[str]) -> Iterator[tuple[str, str | None, str]]:
    """For each name, the SHA-256 of its document, or None and the reason why it cannot be taken."""
    for nom in noms:
        try:
            yield nom, hashlib.sha256(pieces.contenu(nom)).hexdigest(), ""
        except ValeurRefusee as refus:
            yield nom, None, refus.raison

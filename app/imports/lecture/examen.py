"""A first pass over the bytes: can this file be read as text, and in which encoding?"""

import codecs
from pathlib import Path

from app.imports.erreurs import FichierRefuse

BLOC = 1 << 20
LIGNE_MAX = 32_768
"""Bytes of a physical line at most: with the size of a batch it bounds the memory of an import."""

SIGNATURES = {
    b"PK\x03\x04": "C’est un classeur (xlsx, ods) ou une archive : enregistrez-le au format CSV UTF-8.",
    b"\xd0\xcf\x11\xe0": "C’est un classeur Excel (xls) : enregistrez-le au format CSV UTF-8.",
    b"%PDF": "C’est un document PDF : un fichier CSV est attendu.",
    b"\xff\xfe": "Le fichier est en UTF-16 : enregistrez-le au format CSV UTF-8.",
    b"\xfe\xff": "Le fichier est en UTF-16 : enregistrez-le au format CSV UTF-8.",
}
HORS_1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
"""Bytes that Windows-1252 leaves without a meaning."""


def examiner(fichier: Path) -> str:
    """The encoding of the file: UTF-8 (with or without its mark) if all of it is, else Windows-1252.

    Raises
    ------
    FichierRefuse
        For an empty file, another kind of file, a NUL, a line without end.
    """
    examen = _Examen()
    with fichier.open("rb") as octets:
        while bloc := octets.read(BLOC):
            examen.voir(bloc)
    return examen.conclure()


class _Examen:
    def __init__(self) -> None:
        self._decodeur = codecs.getincrementaldecoder("utf-8")()
        self._est_utf8 = True
        self._hors_1252 = False
        self._lignes = 0
        self._reste = 0
        self._vide = True

    def voir(self, bloc: bytes) -> None:
        if self._vide:
            self._vide = False
            for signature, phrase in SIGNATURES.items():
                if bloc.startswith(signature):
                    raise FichierRefuse(phrase)
        if b"\0" in bloc:
            ligne = self._lignes + bloc[: bloc.index(b"\0")].count(b"\n") + 1
            raise FichierRefuse(
                f"Ligne {ligne} : caractère nul. Le fichier est abîmé ou en UTF-16 : "
                "enregistrez-le au format CSV UTF-8."
            )
        self._mesurer(bloc)
        self._hors_1252 = self._hors_1252 or any(octet in bloc for octet in HORS_1252)
        if self._est_utf8:
            try:
                self._decodeur.decode(bloc)
            except UnicodeDecodeError:
                self._est_utf8 = False

    def _mesurer(self, bloc: bytes) -> None:
        """Refuse a physical line that is too long, before anything reads it as one."""
        for morceau in bloc.splitlines(keepends=True):
            self._reste += len(morceau)
            if self._reste > LIGNE_MAX:
                raise FichierRefuse(
                    f"Ligne {self._lignes + 1} : plus de {LIGNE_MAX} octets sans saut de ligne. "
                    "Ce n’est pas un fichier CSV de ce portail."
                )
            if morceau.endswith((b"\n", b"\r")):
                self._lignes += 1
                self._reste = 0

    def conclure(self) -> str:
        if self._vide:
            raise FichierRefuse("Le fichier est vide.")
        if self._est_utf8:
            try:
                self._decodeur.decode(b"", final=True)
            except UnicodeDecodeError:
                self._est_utf8 = False
        if self._est_utf8:
            return "utf-8-sig"
        if self._hors_1252:
            raise FichierRefuse(
                "L’encodage n’est ni UTF-8 ni Windows-1252 : enregistrez le fichier au format CSV UTF-8."
            )
        return "cp1252"

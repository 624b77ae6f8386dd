"""The kinds of value that the forms of the console share."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, StringConstraints, ValidatorFunctionWrapHandler, WrapValidator

from app.web.saisies import Courriel

__all__ = ["AdresseWebFacultative", "Courriel", "CourrielFacultatif", "Libre", "Obligatoire"]


def _adresse_web(texte: str) -> str:
    parties = urlsplit(texte)
    if parties.scheme not in ("http", "https") or not parties.hostname:
        raise ValueError("Saisissez une adresse complète, par exemple https://www.mairie.fr.")
    return texte


def _vide_ou(saisi: object, verifier: ValidatorFunctionWrapHandler) -> str:
    return "" if isinstance(saisi, str) and not saisi.strip() else str(verifier(saisi))


def _vide_ou_adresse_web(texte: str) -> str:
    return _adresse_web(texte) if texte else ""


Obligatoire = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Libre = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
CourrielFacultatif = Annotated[Courriel, WrapValidator(_vide_ou)]
AdresseWebFacultative = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_vide_ou_adresse_web)
]

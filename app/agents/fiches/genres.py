"""The kinds of value that the forms of the console share."""

from typing import Annotated
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, StringConstraints


def _adresse_courriel(texte: str) -> str:
    try:
        return validate_email(texte, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise ValueError("Saisissez une adresse électronique, par exemple dechets@mairie.fr.") from None


def _adresse_web(texte: str) -> str:
    parties = urlsplit(texte)
    if parties.scheme not in ("http", "https") or not parties.hostname:
        raise ValueError("Saisissez une adresse complète, par exemple https://www.mairie.fr.")
    return texte


def _vide_ou_adresse_courriel(texte: str) -> str:
    return _adresse_courriel(texte) if texte else ""


def _vide_ou_adresse_web(texte: str) -> str:
    return _adresse_web(texte) if texte else ""


Obligatoire = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Libre = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Courriel = Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_adresse_courriel)]
CourrielFacultatif = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_vide_ou_adresse_courriel)
]
AdresseWebFacultative = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500), AfterValidator(_vide_ou_adresse_web)
]

"""Reading forms: bounded, clean, and with French sentences for what is wrong."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.web.csrf import CHAMP
from app.web.envois import champs_envoyes
from app.web.erreurs import RequeteInvalide
from app.web.temoins import Requete

CHAMPS_MAX = 100
TAILLE_CHAMP = 100_000
"""Characters of one field: well past what a form allows, so that a long text comes back with its error."""

PHRASES = {
    "missing": "Remplissez ce champ.",
    "string_too_short": "Remplissez ce champ ({min_length} caractères au moins).",
    "string_too_long": "Raccourcissez ce texte : {max_length} caractères au plus.",
    "string_type": "Saisissez un texte.",
    "int_parsing": "Saisissez un nombre entier, par exemple 4.",
    "date_from_datetime_parsing": "Saisissez une date, par exemple 02/07/2023.",
    "date_parsing": "Saisissez une date, par exemple 02/07/2023.",
    "bool_parsing": "Cochez ou décochez cette case.",
    "enum": "Choisissez une des réponses proposées.",
    "literal_error": "Choisissez une des réponses proposées.",
    "greater_than_equal": "Saisissez un nombre supérieur ou égal à {ge}.",
    "less_than_equal": "Saisissez un nombre inférieur ou égal à {le}.",
}


async def lire_formulaire(request: Requete) -> dict[str, str]:
    """The form's text fields, without the proof; of a repeated field the last one.

    Raises `RequeteInvalide` on what no form of ours sends: NUL, lone surrogates, too many or too large fields.
    """
    champs = {nom: valeur for nom, valeur in (await champs_envoyes(request)).multi_items() if isinstance(valeur, str)}
    champs.pop(CHAMP, None)
    if len(champs) > CHAMPS_MAX or not all(_est_propre(texte) for champ in champs.items() for texte in champ):
        raise RequeteInvalide
    return champs


Modele = TypeVar("Modele", bound=BaseModel)


def valider(modele: type[Modele], champs: Mapping[str, str]) -> tuple[Modele | None, dict[str, str]]:
    """The model, or the sentence to show beside each field (first fault of each, in the form's order)."""
    try:
        return modele.model_validate(champs), {}
    except ValidationError as refus:
        trouvees: dict[str, str] = {}
        for faute in refus.errors(include_url=False):
            trouvees.setdefault(str(faute["loc"][0]) if faute["loc"] else "", _phrase(faute))
        ordre = [champ.alias or nom for nom, champ in modele.model_fields.items()]
        return None, {nom: trouvees[nom] for nom in [*ordre, *trouvees] if nom in trouvees}


def _phrase(faute: ErrorDetails) -> str:
    if faute["type"] == "value_error":
        return str(faute["ctx"]["error"])
    modele = PHRASES.get(faute["type"])
    return modele.format(**faute.get("ctx", {})) if modele else faute["msg"]


def _est_propre(texte: str) -> bool:
    return len(texte) <= TAILLE_CHAMP and "\0" not in texte and not any("\ud800" <= c <= "\udfff" for c in texte)

"""What the forms of this door ask for, and the sentences that say what is wrong."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict

from app.metier.comptes.mots_de_passe import plaintes

IDENTIFIANT = re.compile(r"[A-Z0-9]{4,20}")


def _courriel(texte: str) -> str:
    try:
        return validate_email(texte.strip(), check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError:
        raise ValueError("Saisissez une adresse électronique, par exemple prenom.nom@exemple.fr.") from None


def _identifiant(texte: str) -> str:
    lettres = "".join(texte.split()).upper()
    if not IDENTIFIANT.fullmatch(lettres):
        raise ValueError("Saisissez les 8 lettres de l’identifiant portail, par exemple PSEMCSMJ.")
    return lettres


def rempli(phrase: str, longueur_max: int = 200) -> Callable[[str], str]:
    """A text that must be there."""

    def verifier(texte: str) -> str:
        if not texte.strip():
            raise ValueError(phrase)
        if len(texte) > longueur_max:
            raise ValueError(f"Raccourcissez ce texte : {longueur_max} caractères au plus.")
        return texte.strip()

    return verifier


Courriel = Annotated[str, AfterValidator(_courriel)]
Identifiant = Annotated[str, AfterValidator(_identifiant)]


class Saisie(BaseModel):
    """A form whose absent fields are empty ones."""

    model_config = ConfigDict(validate_default=True)


async def fautes_du_mot_de_passe(champs: Mapping[str, str], mots_personnels: Iterable[str]) -> dict[str, str]:
    """What is wrong with `mot_de_passe` and its `confirmation`, by field."""
    choisi = champs.get("mot_de_passe", "")
    if not choisi:
        return {"mot_de_passe": "Choisissez un mot de passe."}
    if manques := await plaintes(choisi, mots_personnels):
        return {"mot_de_passe": " ".join(manques)}
    if champs.get("confirmation", "") != choisi:
        return {"confirmation": "Saisissez deux fois le même mot de passe : les deux saisies diffèrent."}
    return {}

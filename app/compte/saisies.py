"""What the forms of this door ask for, and the sentences that say what is wrong."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

IDENTIFIANT = re.compile(r"[A-Z0-9]{4,20}")


def _identifiant(texte: str) -> str:
    lettres = "".join(texte.split()).upper()
    if not IDENTIFIANT.fullmatch(lettres):
        raise ValueError("Saisissez les 8 lettres de l’identifiant portail, par exemple PSEMCSMJ.")
    return lettres


Identifiant = Annotated[str, AfterValidator(_identifiant)]


class Saisie(BaseModel):
    """A form whose absent fields are empty ones."""

    model_config = ConfigDict(validate_default=True)

"""What the forms of this door ask for, and the sentences that say what is wrong."""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from app.metier.comptes.mots_de_passe import plaintes

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

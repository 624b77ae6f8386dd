"""A member of staff, as an administrator writes them."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from app.agents.fiches.genres import Courriel, Libre, Obligatoire


def _vide_si_absent(saisi: object) -> object:
    return "" if saisi is None else saisi


class FicheAgent(BaseModel):
    """`password` is write-only: empty leaves it as it is."""

    username: Obligatoire
    email: Courriel
    first_name: Annotated[Libre, BeforeValidator(_vide_si_absent)] = ""
    last_name: Annotated[Libre, BeforeValidator(_vide_si_absent)] = ""
    active: bool = True
    admin: bool = True
    superuser: bool = False
    password: Annotated[str, BeforeValidator(_vide_si_absent)] = ""

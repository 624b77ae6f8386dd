"""Reference data of the collection."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from app.agents.fiches.genres import Obligatoire


class FicheFlux(BaseModel):
    """A waste stream."""

    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    libelle: Obligatoire

"""What the forms of this door have in common."""

from pydantic import BaseModel, ConfigDict


class Saisie(BaseModel):
    """A form whose absent fields are empty ones."""

    model_config = ConfigDict(validate_default=True)

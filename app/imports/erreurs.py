"""What an import says no to: a whole file, or one value of one line."""

from app.metier.erreurs import RegleRefusee


class FichierRefuse(RegleRefusee):
    """The file cannot be read at all: nothing of it was imported."""


class ValeurRefusee(ValueError):
    """One cell cannot be taken; `raison` is what the report says, in French."""

    def __init__(self, raison: str) -> None:
        super().__init__(raison)
        self.raison = raison

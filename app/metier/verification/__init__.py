"""Do the books agree? Every cent, state, receipt and trace, by set-based statements that change nothing."""

from app.metier.verification.breches import Breche
from app.metier.verification.regles import verifier

__all__ = ["Breche", "verifier"]

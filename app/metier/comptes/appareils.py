"""Browsers that have signed in before: what their seal is still worth."""

from dataclasses import dataclass
from datetime import datetime

from app.base import valeur


@dataclass(frozen=True, slots=True)
class Appareil:
    """A browser's mark, and when it was sealed that this browser proved itself for an account."""

    marque: str
    scelle_le: datetime


async def mot_de_passe_prouve(appareil: Appareil, cle: str) -> datetime | None:
    """Since when the password is the one that this browser proved; None when it has changed, or the account closed.

    Only a browser that holds the account's seal costs this query: it tells a stranger nothing.
    """
    depuis: datetime | None = await valeur(
        "SELECT mot_de_passe_le FROM compte WHERE courriel_plie = $1 AND ferme_le IS NULL AND mot_de_passe_le <= $2",
        cle, appareil.scelle_le,
    )  # fmt: skip
    return depuis

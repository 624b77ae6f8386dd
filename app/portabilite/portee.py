"""Whose data: the account, its present abonnés, and since when the account is its owner's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.base import connexion, executer, lignes, transaction, valeur
from app.metier.calendrier import aujourdhui, maintenant

TOUJOURS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Portee:
    """What the statements of `contenu` are bound by."""

    compte: int
    abonnes: list[int]
    depuis: datetime
    """An account that was closed and opened again is a new one: what it was before is not its owner's."""
    jour: date

    def valeurs(self) -> dict[str, object]:
        """By the marks of the statements."""
        return {"compte": self.compte, "abonnes": self.abonnes, "depuis": self.depuis, "jour": self.jour}


@asynccontextmanager
async def photographie() -> AsyncIterator[None]:
    """One picture of the database for the whole block, whatever is written meanwhile."""
    async with connexion() as prise:
        dedans = prise.is_in_transaction()
    async with transaction():
        if not dedans:
            await executer("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


async def lire_portee(compte: int, zone: ZoneInfo) -> Portee:
    """The account, and the abonnés that it opens now."""
    ouverts = await lignes(
        "SELECT abonne FROM rattachement WHERE compte = $1 AND (jusque_le IS NULL OR jusque_le > $2) ORDER BY abonne",
        compte, maintenant(),
    )  # fmt: skip
    ferme_le = await valeur(
        "SELECT max(le) FROM trace WHERE objet = 'compte:' || $1::text AND acte = 'compte_ferme'", str(compte)
    )
    return Portee(compte, [lu["abonne"] for lu in ouverts], ferme_le or TOUJOURS, aujourdhui(zone))

"""Bins, the chips that they bear and the contrats that they serve, each through time."""

from dataclasses import dataclass
from datetime import date

from piccolo.columns import Date, Integer, Serial, SmallInt, Text
from piccolo.table import Table

from app.base import lignes
from app.metier.colonnes import lien
from app.metier.contrats import Contrat


class Flux(Table, tablename="flux"):
    """A waste stream; the imports add those that they meet."""

    id: Serial
    code = Text(unique=True, required=True)
    libelle = Text(required=True)


class Bac(Table, tablename="bac"):
    """A bin."""

    id: Serial
    numero = Text(unique=True, required=True)
    flux = lien(Flux)
    volume_l = SmallInt(null=True, default=None)
    mis_en_service_le = Date(null=True, default=None)
    retire_le = Date(null=True, default=None)


class Puce(Table, tablename="puce"):
    """A chip on a bin, from a day on; the same chip may serve another bin later."""

    numero = Text(required=True, index=True)
    bac = lien(Bac)
    du = Date(required=True)
    au = Date(null=True, default=None)


class Affectation(Table, tablename="affectation"):
    """A bin serves a contrat, from a day on; a shared bin has several, each with its share."""

    bac = lien(Bac)
    contrat = lien(Contrat)
    part_dix_milliemes = Integer(default=10_000, help_text="10000 = le bac entier")
    du = Date(required=True)
    au = Date(null=True, default=None)


@dataclass(frozen=True, slots=True)
class BacServi:
    """A bin as the household that it serves sees it."""

    numero: str
    puce: str
    flux: str
    volume_l: int | None
    mis_en_service_le: date | None
    part_dix_milliemes: int

    @property
    def est_partage(self) -> bool:
        """Whether other households share it."""
        return self.part_dix_milliemes < 10_000


async def ses_bacs(contrat: int, jour: date) -> list[BacServi]:
    """The bins that serve this contrat on that day, each with the chip that it bears; oldest first."""
    trouvees = await lignes(
        """
        SELECT b.numero, coalesce(p.numero, '') AS puce, f.libelle AS flux, b.volume_l,
               coalesce(b.mis_en_service_le, a.du) AS mis_en_service_le, a.part_dix_milliemes
        FROM affectation a
        JOIN bac b ON b.id = a.bac
        JOIN flux f ON f.id = b.flux
        LEFT JOIN LATERAL (
            SELECT numero FROM puce
            WHERE bac = b.id AND du <= $2 AND (au IS NULL OR au > $2) ORDER BY du DESC, id DESC LIMIT 1
        ) p ON true
        WHERE a.contrat = $1 AND a.du <= $2 AND (a.au IS NULL OR a.au > $2)
          AND (b.retire_le IS NULL OR b.retire_le > $2)
        ORDER BY a.du, b.numero
        """,
        contrat, jour,
    )  # fmt: skip
    return [BacServi(**trouvee) for trouvee in trouvees]

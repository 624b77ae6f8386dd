"""Emptyings of bins."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from piccolo.columns import BigInt, BigSerial, ForeignKey, Integer, Text, Timestamp, Timestamptz
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.table import Table

from app.base import lignes
from app.metier.bacs import Bac
from app.metier.contrats import Contrat


class StatutLevee(StrEnum):
    """What the lorry noted."""

    OK = "OK"
    NON_PRESENTE = "NON_PRESENTE"
    DEBORDANT = "DEBORDANT"


LIBELLES_STATUT = {
    StatutLevee.OK: "Levé",
    StatutLevee.NON_PRESENTE: "Bac non présenté, non compté",
    StatutLevee.DEBORDANT: "Levé, bac débordant",
}


class Levee(Table, tablename="levee"):
    """One emptying of one bin, as one contrat sees it: a shared bin's has a row for each of its contrats.

    Bin, contrat and share are those of its day and never change: the next household does not see the former one's.
    `contrat` is null for a bin that served nobody that day.
    """

    id = BigSerial(primary_key=True)
    puce = Text(required=True)
    leve_le_local = Timestamp(required=True, default=None, help_text="Date et heure du camion")
    leve_le = Timestamptz(required=True, default=None, help_text="Le même instant en UTC")
    bac = ForeignKey(Bac, on_delete=OnDelete.restrict, on_update=OnUpdate.restrict, null=False, index=False)
    contrat = ForeignKey(
        Contrat,
        on_delete=OnDelete.restrict,
        on_update=OnUpdate.restrict,
        null=True,
        default=None,
        index=False,
    )
    part_dix_milliemes = Integer(default=10_000)
    poids_g = BigInt(null=True, default=None)
    tournee = Text(default="")
    statut = Text(choices=StatutLevee, default=StatutLevee.OK)


@dataclass(frozen=True, slots=True)
class LeveeVue:
    """One emptying as the household that it counts for sees it, by the lorry's local clock."""

    leve_le: datetime
    bac: str
    flux: str
    volume_l: int | None
    poids_g: int | None
    statut: str
    part_dix_milliemes: int

    @property
    def libelle(self) -> str:
        """What the lorry noted, in words."""
        return LIBELLES_STATUT[StatutLevee(self.statut)]


async def ses_dernieres_levees(contrat: int, limite: int) -> list[LeveeVue]:
    """The last emptyings that count for this contrat, latest first."""
    trouvees = await lignes(
        """
        SELECT l.leve_le_local AS leve_le, b.numero AS bac, f.libelle AS flux, b.volume_l,
               l.poids_g, l.statut, l.part_dix_milliemes
        FROM levee l JOIN bac b ON b.id = l.bac JOIN flux f ON f.id = b.flux
        WHERE l.contrat = $1 ORDER BY l.leve_le_local DESC, l.id DESC LIMIT $2
        """,
        contrat, limite,
    )  # fmt: skip
    return [LeveeVue(**trouvee) for trouvee in trouvees]

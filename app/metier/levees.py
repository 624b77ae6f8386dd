"""Emptyings of bins."""

from enum import StrEnum

from piccolo.columns import BigInt, BigSerial, ForeignKey, Integer, Text, Timestamp, Timestamptz
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.table import Table

from app.metier.bacs import Bac
from app.metier.contrats import Contrat


class StatutLevee(StrEnum):
    """What the lorry noted."""

    OK = "OK"
    NON_PRESENTE = "NON_PRESENTE"
    DEBORDANT = "DEBORDANT"


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

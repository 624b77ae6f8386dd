"""One payment as the Treasury keeps it, from its idOp to its outcome."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from app.simulateur import horloge

DELAI_POUR_COMMENCER = timedelta(minutes=15)
_EPOQUE_UUID = 0x01B21DD213814000
_MULTIDIFFUSION = 1 << 40

# Outcomes by means of payment; both can be abandoned.
ISSUES = {"carte": "PRA", "prelevement": "VZA"}


class Voie(StrEnum):
    """The door by which a payment came."""

    SERVICE = "service"
    TIPI = "tipi"


class Etat(StrEnum):
    """Where a payment stands at this instant."""

    OUVERTE = "ouverte"
    COMMENCEE = "commencee"
    PERIMEE = "perimee"
    PURGEE = "purgee"
    CONCLUE = "conclue"


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A row of the Treasury's book."""

    numero: int
    idop: str
    voie: Voie
    numcli: str
    exer: str
    refdet: str
    objet: str
    montant: int
    mel: str
    saisie: str
    urlnotif: str
    urlredirect: str
    cree_le: datetime
    commencee_le: datetime | None
    conclue_le: datetime | None
    resultrans: str | None
    numauto: str | None

    @property
    def etat(self) -> Etat:
        """Fifteen minutes to start; what was never started is forgotten in the night."""
        if self.resultrans is not None:
            return Etat.CONCLUE
        if self.commencee_le is not None:
            return Etat.COMMENCEE
        if horloge.a_passe_la_nuit(self.cree_le):
            return Etat.PURGEE
        if horloge.maintenant() >= self.cree_le + DELAI_POUR_COMMENCER:
            return Etat.PERIMEE
        return Etat.OUVERTE

    @property
    def dattrans(self) -> str:
        """The day of the outcome in Paris, as the Treasury writes it."""
        return self.conclue_le.astimezone(horloge.PARIS).strftime("%d%m%Y") if self.conclue_le else ""

    @property
    def heurtrans(self) -> str:
        """Its hour in Paris, to the minute."""
        return self.conclue_le.astimezone(horloge.PARIS).strftime("%H%M") if self.conclue_le else ""


def nouvel_idop() -> str:
    """A UUID of version 1 that carries the present time and no trace of this machine."""
    temps = int(horloge.maintenant().timestamp() * 1_000_000) * 10 + secrets.randbelow(10) + _EPOQUE_UUID
    suite = secrets.randbits(14)
    champs = (
        temps & 0xFFFFFFFF,
        temps >> 32 & 0xFFFF,
        temps >> 48 & 0x0FFF,
        suite >> 8,
        suite & 0xFF,
        secrets.randbits(48) | _MULTIDIFFUSION,
    )
    return str(UUID(fields=champs, version=1))


def nouveau_numauto(resultrans: str) -> str | None:
    """Six characters for a card, sixteen digits for a debit, nothing for what failed."""
    if resultrans == "P":
        return secrets.token_hex(3).upper()
    if resultrans == "V":
        return f"{secrets.randbelow(10**16):016d}"
    return None


def tirets(refdet: str) -> str:
    """The debt's reference as it is shown; the dashes are never sent."""
    coupes = {18: (4, 12), 21: (4, 6, 8), 22: (4, 8)}.get(len(refdet), ())
    bornes = (0, *coupes, len(refdet))
    return "-".join(refdet[debut:fin] for debut, fin in pairwise(bornes))

"""What PayFiP answers, as plain values of ours."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.payfip.erreurs import PayfipIndisponible, PayfipRefus

# PayFiP writes its times in Paris, whatever the collectivité's own zone.
PARIS = ZoneInfo("Europe/Paris")
_DEBUT_UUID = datetime(1582, 10, 15, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Detail:
    """The outcome of one payment. `resultrans` is kept as it came: new codes are announced."""

    idop: str
    resultrans: str
    montant: int | None
    refdet: str | None
    numcli: str | None
    exer: str | None
    mel: str | None = field(repr=False)
    objet: str | None = field(repr=False)
    saisie: str | None
    numauto: str | None
    effectue_le: datetime | None
    brut: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class FicheClient:
    """What PayFiP knows of a client number: up to three lines of name."""

    numcli: str
    libelles: tuple[str, ...]


def lire_idop_cree(champs: dict[str, str]) -> str:
    """The idOp of the payment just opened."""
    idop = champs.get("idOp", "")
    if not re.fullmatch(r"[A-Za-z0-9-]{1,64}", idop):
        raise PayfipIndisponible("no idOp in the answer")
    return idop


def lire_detail(idop: str, champs: dict[str, str], brut: str) -> Detail:
    """An answer without a result means the same as the fault P5; one about another payment means nothing."""
    rendu = champs.get("idOp", idop)
    if rendu.lower() != idop.lower():
        raise PayfipIndisponible("answer about another idOp")
    if "resultrans" not in champs:
        raise PayfipRefus("P5", "Résultat de la transaction non connu.")
    montant = champs.get("montant", "")
    return Detail(
        idop=idop,
        resultrans=champs["resultrans"],
        montant=int(montant) if re.fullmatch(r"[0-9]{1,11}", montant) else None,
        refdet=champs.get("refdet"),
        numcli=champs.get("numcli"),
        exer=champs.get("exer"),
        mel=champs.get("mel"),
        objet=champs.get("objet"),
        saisie=champs.get("saisie"),
        numauto=champs.get("numauto"),
        effectue_le=lire_instant(champs.get("dattrans", ""), champs.get("heurtrans", ""), instant_de_creation(idop)),
        brut=brut,
    )


def lire_fiche_client(numcli: str, champs: dict[str, str]) -> FicheClient:
    """The names behind a client number."""
    libelles = (champs.get(f"libelleN{rang}") for rang in (1, 2, 3))
    return FicheClient(numcli=champs.get("numcli", numcli), libelles=tuple(texte for texte in libelles if texte))


def lire_instant(dattrans: str, heurtrans: str, apres: datetime | None = None) -> datetime | None:
    """`ddmmyyyy` and `HHMM` in Paris, as an instant.

    In October one hour comes twice: the first one is meant, unless it lies before the payment was opened.
    """
    if not re.fullmatch(r"[0-9]{12}", dattrans + heurtrans) or len(dattrans) != 8:
        return None
    try:
        local = datetime.strptime(dattrans + heurtrans, "%d%m%Y%H%M").replace(tzinfo=PARIS)
        premier, second = (local.replace(fold=fois).astimezone(UTC) for fois in (0, 1))
    except (ValueError, OverflowError):
        return None
    if apres is not None and premier + timedelta(minutes=1) <= apres < second + timedelta(minutes=1):
        return second
    return premier


def instant_de_creation(idop: str) -> datetime | None:
    """Every known idOp is a UUID of version 1, which carries the time of its making."""
    try:
        identifiant = UUID(idop)
        if identifiant.version != 1:
            return None
        return _DEBUT_UUID + timedelta(microseconds=identifiant.time // 10)
    except (ValueError, OverflowError):
        return None

"""What comes back by the browser or by PayFiP's own call: unsigned, forgeable, of uncertain spelling."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.payfip.messages.detail import lire_instant


class RetourIllisible(ValueError):
    """A return that says the same thing twice, differently, or lacks what it must name."""


@dataclass(frozen=True, kw_only=True)
class RetourTipi:
    """What a TIPI return declares. Nobody can be asked whether it is true."""

    numcli: str
    refdet: str
    montant: int
    resultrans: str
    exer: str | None
    numauto: str | None
    effectue_le: datetime | None


def lire_idop(couples: Iterable[tuple[str, str]]) -> str | None:
    """The idOp of a notification or of a return, whatever its case; None when it cannot be one."""
    try:
        idop = _regrouper(couples).get("idop", "")
    except RetourIllisible:
        return None
    return idop if re.fullmatch(r"[A-Za-z0-9-]{1,64}", idop) else None


def lire_retour_tipi(couples: Iterable[tuple[str, str]]) -> RetourTipi:
    """The parameters of a TIPI return, names compared without regard to case."""
    champs = _regrouper(couples)
    montant = champs.get("montant", "")
    if not re.fullmatch(r"[0-9]{1,11}", montant):
        raise RetourIllisible("montant")
    return RetourTipi(
        numcli=_exiger(champs, "numcli", r"[0-9]{6}"),
        refdet=_exiger(champs, "refdet", r"[A-Za-z0-9]{6,30}"),
        montant=int(montant),
        resultrans=_exiger(champs, "resultrans", r"[A-Za-z0-9]{1,10}"),
        exer=_garder(champs.get("exer", ""), r"[0-9]{4}"),
        numauto=_garder(champs.get("numauto", ""), r"[A-Za-z0-9]{1,16}"),
        effectue_le=lire_instant(champs.get("dattrans", ""), champs.get("heurtrans", "")),
    )


def _regrouper(couples: Iterable[tuple[str, str]]) -> dict[str, str]:
    champs: dict[str, str] = {}
    for nom, valeur in couples:
        if champs.setdefault(nom.lower(), valeur.strip()) != valeur.strip():
            raise RetourIllisible(nom.lower()[:20])
    return champs


def _exiger(champs: dict[str, str], nom: str, motif: str) -> str:
    valeur = _garder(champs.get(nom, ""), motif)
    if valeur is None:
        raise RetourIllisible(nom)
    return valeur


def _garder(valeur: str, motif: str) -> str | None:
    return valeur if re.fullmatch(motif, valeur) else None

"""Means of payment, in the books and in words."""

from enum import StrEnum


class Moyen(StrEnum):
    """By what money came through PayFiP; the accountant's files may name others."""

    CARTE = "carte"
    PRELEVEMENT = "prelevement"


LIBELLES_MOYEN = {
    Moyen.CARTE: "carte bancaire",
    Moyen.PRELEVEMENT: "prélèvement",
}

_LIBELLES_REGLEMENT = {
    Moyen.CARTE.value: "Paiement par carte bancaire",
    Moyen.PRELEVEMENT.value: "Prélèvement",
}


def libelle_moyen(moyen: str) -> str:
    """Our means in full; another's word as the file gave it."""
    if not moyen:
        return "Paiement"
    return _LIBELLES_REGLEMENT.get(moyen) or f"{moyen[:1].upper()}{moyen[1:]}"

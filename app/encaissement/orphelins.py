"""Payments that PayFiP opened and whose number never reached us: found again when something is heard of them.

Without such an attempt of late, an unknown number costs one look-up here and none at PayFiP; with one, ten a minute.
"""

from dataclasses import dataclass
from datetime import timedelta

import asyncpg

from app.base import ligne, valeur
from app.encaissement.payfip import payfip
from app.metier.calendrier import maintenant
from app.metier.limites import Plafond, TropDEssais, prendre
from app.payfip import Detail, PayfipErreur

MEMOIRE = timedelta(days=3)
"""How long a lost opening is looked for."""
QUESTIONS = Plafond("payfip:orphelins", essais=10, fenetre=timedelta(minutes=1))

ATTRIBUER = """
UPDATE paiement SET idop = $1, envoye_le = $2, prochaine_verification_le = $2 WHERE idop IS NULL AND id = (
    SELECT id FROM paiement WHERE idop IS NULL AND etat = 'expire' AND cree_le > $3 AND refdet = $4
        AND montant_centimes = $5 AND numcli = $6 AND exer = $7
    ORDER BY cree_le LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Orphelin:
    """An attempt that got its number back, and what PayFiP says of it."""

    paiement: int
    detail: Detail


async def rattacher(idop: str) -> Orphelin | None:
    """Give an unknown number to the lost opening that asked for the same debt, amount, client and year."""
    if not await valeur(
        "SELECT EXISTS (SELECT 1 FROM paiement WHERE idop IS NULL AND etat IN ('cree', 'expire') AND cree_le > $1)",
        maintenant() - MEMOIRE,
    ):
        return None
    try:
        await prendre(QUESTIONS, "")
        detail = await payfip().lire_detail(idop)
    except (TropDEssais, PayfipErreur):
        return None
    paiement = await _attribuer(idop, detail)
    return None if paiement is None else Orphelin(paiement, detail)


async def _attribuer(idop: str, detail: Detail) -> int | None:
    """One lost opening takes the number; an opening under way waits for its own answer."""
    instant = maintenant()
    try:
        lue = await ligne(
            ATTRIBUER, idop, instant, instant - MEMOIRE, detail.refdet, detail.montant, detail.numcli, detail.exer,
        )  # fmt: skip
    except asyncpg.UniqueViolationError:
        return None
    return lue["id"] if lue else None

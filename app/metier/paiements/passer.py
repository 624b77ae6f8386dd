"""Making a passage: the state, what it does to the bills, and the journal, in the caller's transaction."""

import asyncpg

from app.base import executer, ligne, point_de_reprise
from app.metier.calendrier import maintenant
from app.metier.paiements.passages import LIBELLES, RETENUES, exiger_passage
from app.metier.paiements.tables import EtatPaiement
from app.metier.suivi import Acteur, journaliser

_SANS_CONCLUSION = frozenset(
    {EtatPaiement.CREE, EtatPaiement.ENVOYE, EtatPaiement.EN_ATTENTE, EtatPaiement.INCONNU, EtatPaiement.QUARANTAINE}
)


class EtatChange(Exception):
    """The attempt is not in the state from which this passage starts: someone was faster."""


async def passer(
    paiement: int,
    de: EtatPaiement,
    vers: EtatPaiement,
    *,
    motif: str = "",
    acteur: Acteur = Acteur.PAYFIP,
    auteur: str | int = "",
) -> None:
    """Take an attempt from one state to another.

    Raises
    ------
    PassageInterdit
        When no rule leads there.
    EtatChange
        When it is not in the state `de` any more.
    """
    exiger_passage(de, vers)
    conclu_le = None if vers in _SANS_CONCLUSION else maintenant()
    passe = await ligne(
        "UPDATE paiement SET etat = $3, motif = $4, conclu_le = $5 WHERE id = $1 AND etat = $2 RETURNING id",
        paiement, de.value, vers.value, motif, conclu_le,
    )  # fmt: skip
    if passe is None:
        raise EtatChange(f"{paiement}: {de} -> {vers}")
    await _tenir_les_factures(paiement, de, vers)
    phrase = f"{LIBELLES[vers]}. {motif}." if motif else f"{LIBELLES[vers]}."
    await journaliser(
        f"paiement_{vers.value}", f"paiement:{paiement}", phrase, acteur=acteur, auteur=auteur, de=de.value
    )


async def _tenir_les_factures(paiement: int, de: EtatPaiement, vers: EtatPaiement) -> None:
    if vers not in RETENUES:
        await executer("UPDATE part_paiement SET vive = false WHERE paiement = $1 AND vive", paiement)
    elif de not in RETENUES:
        await _reprendre(paiement)


async def _reprendre(paiement: int) -> None:
    """Hold the bills again, all of them, unless another attempt holds one meanwhile."""
    try:
        async with point_de_reprise():
            await executer("UPDATE part_paiement SET vive = true WHERE paiement = $1", paiement)
    except asyncpg.UniqueViolationError:
        return

"""Learning the outcome of a payment: three doors (return, notification, worker) lead here, PayFiP alone is believed."""

from dataclasses import dataclass

import structlog

from app.encaissement.orphelins import rattacher
from app.encaissement.payfip import payfip
from app.metier.paiements.conclusion import appliquer
from app.metier.paiements.reponses import Code, Reponse
from app.metier.paiements.tables import EtatPaiement
from app.metier.paiements.verifications import (
    Verification,
    demander_la_parole,
    faire_verifier_bientot,
    noter_panne,
    trouver,
)
from app.payfip import Detail, PayfipIndisponible, PayfipRefus

journal = structlog.get_logger()

SANS_ISSUE = frozenset({Code.SANS_ISSUE.value, Code.IDOP_INCONNU.value})


@dataclass(frozen=True, slots=True)
class Suite:
    """Where an attempt stands now; `est_panne` when PayFiP was asked and did not answer."""

    paiement: int
    etat: EtatPaiement
    est_panne: bool = False


async def conclure(idop: str) -> Suite | None:
    """Learn what became of a payment and write it down, once however often it is called; None when it is not ours.

    PayFiP is not asked about what is settled, nor about the same attempt at every call: then the worker asks soon.
    """
    suivi = await trouver(idop)
    if suivi is None:
        orphelin = await rattacher(idop)
        if orphelin is None:
            return None
        return Suite(orphelin.paiement, await appliquer(orphelin.paiement, lire_reponse(orphelin.detail)))
    if suivi.est_definitive:
        return Suite(suivi.id, suivi.etat)
    if not await demander_la_parole(suivi.id):
        await faire_verifier_bientot(suivi.id)
        return Suite(suivi.id, suivi.etat)
    return await interroger(suivi, idop)


async def interroger(suivi: Verification, idop: str) -> Suite:
    """Ask PayFiP, for a caller who was given the right to."""
    try:
        reponse = lire_reponse(await payfip().lire_detail(idop))
    except PayfipRefus as refus:
        if refus.code not in SANS_ISSUE:
            journal.warning("payfip_refus_inattendu", paiement=suivi.id, code=refus.code[:8])
            await noter_panne(suivi.id)
            return Suite(suivi.id, suivi.etat, est_panne=True)
        reponse = Reponse(code=refus.code)
    except PayfipIndisponible:
        await noter_panne(suivi.id)
        return Suite(suivi.id, suivi.etat, est_panne=True)
    return Suite(suivi.id, await appliquer(suivi.id, reponse))


def lire_reponse(detail: Detail) -> Reponse:
    """PayFiP's outcome in the terms of the trade; a result spelled like a fault is no code that we know."""
    code = detail.resultrans
    return Reponse(
        code=f"?{code}" if code in SANS_ISSUE else code,
        montant=detail.montant,
        refdet=detail.refdet,
        numcli=detail.numcli,
        exer=detail.exer,
        saisie=detail.saisie,
        numauto=detail.numauto or "",
        effectue_le=detail.effectue_le,
        brut=detail.brut,
    )

"""The worker's check: what neither the browser nor the notification told is learnt by asking."""

from app.base import transaction
from app.encaissement.conclusion import interroger
from app.metier.paiements.ouverture import clore_ouverture
from app.metier.paiements.tables import EtatPaiement
from app.metier.paiements.verifications import Verification, a_verifier

PAR_TOUR = 20


async def verifier_les_dus() -> int:
    """One round: claim due attempts and ask about each; how many there were."""
    dus = await a_verifier(PAR_TOUR)
    for du in dus:
        await verifier_un(du)
    return len(dus)


async def verifier_un(du: Verification) -> None:
    """Ask about a claimed attempt; an opening that nobody finished is given up."""
    if du.idop is not None:
        await interroger(du, du.idop)
        return
    async with transaction():
        await clore_ouverture(du.id, EtatPaiement.EXPIRE, "Ouverture restée sans suite")

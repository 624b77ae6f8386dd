"""How long personal data are kept: accounts that nobody uses, mails that have left, addresses on old payments.

Each round of the worker does a bounded part, by sets, and writes in the journal what it did. Bills, ledger, journal and
attempts to pay stay: the law wants them, and they hold numbers.
"""

from app.base import patience
from app.metier.conservation.adresses import oublier_les_adresses
from app.metier.conservation.comptes import effacer_les_inactifs, lever_les_preavis, prevenir_les_inactifs

__all__ = [
    "conserver_ce_qu_il_faut",
    "effacer_les_inactifs",
    "lever_les_preavis",
    "oublier_les_adresses",
    "prevenir_les_inactifs",
]

UNE_MINUTE = 60.0


async def conserver_ce_qu_il_faut() -> int:
    """One round: notices lifted and given, accounts erased, old addresses forgotten; how many rows were touched."""
    with patience(UNE_MINUTE):
        return (
            await lever_les_preavis()
            + await prevenir_les_inactifs()
            + await effacer_les_inactifs()
            + await oublier_les_adresses()
        )

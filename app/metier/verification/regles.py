"""Running every rule in one picture of the database."""

import asyncpg

from app.base import connexion, patience
from app.metier.verification.breches import Breche, Invariant
from app.metier.verification.courriels import COURRIELS
from app.metier.verification.ecritures import ECRITURES
from app.metier.verification.tentatives import TENTATIVES
from app.metier.verification.traces import PASSAGES_PERMIS, TRACES

INVARIANTS: tuple[Invariant, ...] = (*ECRITURES, *TENTATIVES, *COURRIELS, *TRACES)
UNE_MINUTE = 60.0


async def verifier() -> list[Breche]:
    """Every breach, rule by rule. One snapshot: payments that go on meanwhile are not seen half written."""
    with patience(UNE_MINUTE):
        async with connexion() as prise:
            if prise.is_in_transaction():
                return await _parcourir(prise)
            async with prise.transaction(isolation="repeatable_read", readonly=True):
                return await _parcourir(prise)


async def _parcourir(prise: asyncpg.Connection) -> list[Breche]:
    trouvees: list[Breche] = []
    for invariant in INVARIANTS:
        arguments = (PASSAGES_PERMIS,) if "$1" in invariant.requete else ()
        lues = await prise.fetch(invariant.requete, *arguments, timeout=UNE_MINUTE)
        trouvees.extend(Breche(invariant.regle, lue["objet"], invariant.phrase) for lue in lues)
    return trouvees

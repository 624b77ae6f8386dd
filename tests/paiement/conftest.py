"""A resident who is signed in, with a bill, and the simulated Treasury."""

import pytest

from tests.encaissement.conftest import banc
from tests.espace.conftest import connecter
from tests.outils.echange import Echange
from tests.personnages import Personnage, camille, facture

__all__ = ["banc", "martin"]


@pytest.fixture
async def martin(echange: Echange) -> Personnage:
    """CAMILLE MARTIN, signed in, who owes 87,94 €."""
    personne = await camille()
    await facture(personne, "F1", 8794)
    await connecter(echange, personne)
    return personne

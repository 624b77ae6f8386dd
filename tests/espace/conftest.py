"""A resident who is signed in."""

import pytest

from app.metier.comptes.sessions import ouvrir
from tests.outils.echange import Echange
from tests.personnages import Personnage, camille


async def connecter(echange: Echange, personne: Personnage) -> None:
    """Open the session as signing in does, without the cost of the password."""
    assert personne.compte is not None
    echange.client.cookies.set("session", await ouvrir(personne.compte.id))


@pytest.fixture
async def martin(echange: Echange) -> Personnage:
    """CAMILLE MARTIN, signed in."""
    personne = await camille()
    await connecter(echange, personne)
    return personne

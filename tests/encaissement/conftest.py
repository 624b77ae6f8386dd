"""A simulated Treasury whom the desk calls; its notifications go nowhere, so that each test says when they come."""

from collections.abc import AsyncIterator

import pytest

from app.encaissement import utiliser_client
from tests.simulateur.outils import Banc, monter


@pytest.fixture
async def banc() -> AsyncIterator[Banc]:
    """The simulator, and the desk turned towards it."""
    async with monter() as monte:
        await monte.regler(notification="perdue")
        with utiliser_client(monte.client):
            yield monte

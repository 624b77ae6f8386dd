"""A fresh simulator for each test."""

from collections.abc import AsyncIterator

import pytest

from tests.simulateur.outils import Banc, monter


@pytest.fixture
async def banc() -> AsyncIterator[Banc]:
    async with monter() as monte:
        yield monte

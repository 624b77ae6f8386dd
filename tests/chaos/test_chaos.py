"""kill -9 while residents pay: nothing lost, nothing twice."""

import pytest

from tests.chaos.tempete import tempete


@pytest.mark.lent
async def test_tuer_le_serveur_ne_perd_ni_ne_double_rien() -> None:
    bilan = await tempete(30)
    assert bilan.vies > 30
    assert bilan.payees > 20, bilan.texte()
    assert bilan.est_bon, bilan.texte()

"""How often a code may be tried, and who is told."""

from functools import partial

import pytest
import time_machine

from app.base import Inscription, lignes, valeur
from app.metier.limites import TropDEssais
from app.metier.second_facteur.essais import tenter
from app.metier.second_facteur.facteur import prouver
from app.metier.second_facteur.porteurs import Porteur
from tests.metier.second_facteur.porteurs import NATURES, porteur
from tests.outils.second_facteur import code, faux, poser

pytestmark = pytest.mark.parametrize("nature", NATURES)


async def _essayer(qui: Porteur, saisi: str) -> bool | None:
    """Whether the code was good; None when it was not heard."""
    try:
        return await tenter(qui, partial(prouver, qui, saisi)) is not None
    except TropDEssais:
        return None


async def test_le_sixieme_essai_en_cinq_minutes_est_refuse(ccfi: Inscription, nature: str) -> None:
    """Five tries in five minutes, counted before they are judged; the owner is let in again afterwards."""
    qui = await porteur(nature)
    codes = await poser(qui)
    with time_machine.travel("2026-03-02 12:00:05Z", tick=False) as montre:
        assert [await _essayer(qui, faux()) for _ in range(5)] == [False] * 5
        assert await _essayer(qui, code()) is None
        assert await _essayer(qui, codes[0]) is None
        montre.shift(299)
        assert await _essayer(qui, code()) is None
        montre.shift(2)
        assert await _essayer(qui, code()) is True


async def test_le_cinquante_et_unieme_du_jour_est_refuse(ccfi: Inscription, nature: str) -> None:
    """Fifty a day, however slowly; never for ever."""
    qui = await porteur(nature)
    await poser(qui)
    with time_machine.travel("2026-03-02 00:00:05Z", tick=False) as montre:
        entendus = 0
        for _ in range(60):
            entendus += await _essayer(qui, faux()) is not None
            montre.shift(61)
        assert entendus == 50
        assert await _essayer(qui, code()) is None
        montre.shift(86_400)
        assert await _essayer(qui, code()) is True


async def test_un_bon_code_ne_coute_rien(ccfi: Inscription, nature: str) -> None:
    qui = await porteur(nature)
    codes = await poser(qui)
    assert [await _essayer(qui, bon) for bon in codes[:8]] == [True] * 8


async def test_le_proprietaire_est_prevenu_une_fois_par_jour(ccfi: Inscription, nature: str) -> None:
    """Whoever fails here knows the password: the owner must hear of it."""
    qui = await porteur(nature)
    await poser(qui)
    with time_machine.travel("2026-03-02 08:00:05Z", tick=False) as montre:
        for _ in range(12):
            await _essayer(qui, faux())
            montre.shift(120)
    lus = await lignes("SELECT modele, donnees::jsonb ->> 'acte' AS acte FROM courriel")
    assert [tuple(lu) for lu in lus] == [("second_facteur", "codes_refuses")]
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'codes_refuses'") == 1

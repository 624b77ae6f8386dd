"""How often a code may be tried, and who is told."""

from functools import partial

import pytest
import time_machine

from app.base import Inscription, lignes, valeur
from app.metier.limites import TropDEssais, prendre
from app.metier.second_facteur.essais import CODES_DU_JOUR, tenter
from app.metier.second_facteur.facteur import prouver
from app.metier.second_facteur.porteurs import Porteur
from tests.metier.second_facteur.porteurs import NATURES, porteur
from tests.outils.second_facteur import code, faux, poser

pytestmark = pytest.mark.parametrize("nature", NATURES)


async def _essayer(qui: Porteur, saisi: str, appareil: str = "") -> bool | None:
    """Whether the code was good; None when it was not heard."""
    try:
        return await tenter(qui, partial(prouver, qui, saisi), code=saisi, appareil=appareil) is not None
    except TropDEssais:
        return None


async def test_le_sixieme_essai_en_cinq_minutes_est_refuse(ccfi: Inscription, nature: str) -> None:
    """Five tries in five minutes, counted before they are judged; the owner is let in again afterwards."""
    qui = await porteur(nature)
    await poser(qui)
    with time_machine.travel("2026-03-02 12:00:05Z", tick=False) as montre:
        assert [await _essayer(qui, faux()) for _ in range(5)] == [False] * 5
        assert await _essayer(qui, code()) is None
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


async def test_un_code_de_secours_entre_quand_les_codes_du_jour_sont_uses(ccfi: Inscription, nature: str) -> None:
    """Whoever has the password and burns the tries leaves the owner a way in."""
    qui = await porteur(nature)
    codes = await poser(qui)
    with time_machine.travel("2026-03-02 00:00:05Z", tick=False):
        for _ in range(50):
            await prendre(CODES_DU_JOUR, qui.nom)
        assert await _essayer(qui, code()) is None
        assert await _essayer(qui, codes[0].lower()) is True
        assert await _essayer(qui, code()) is None


async def test_les_codes_de_secours_ont_leur_borne(ccfi: Inscription, nature: str) -> None:
    """Twenty in five minutes, then the good one waits too, five minutes and no longer; the owner is told."""
    qui = await porteur(nature)
    codes = await poser(qui)
    with time_machine.travel("2026-03-02 12:00:05Z", tick=False) as montre:
        assert [await _essayer(qui, "AAAAA-AAAAA") for _ in range(21)] == [False] * 20 + [None]
        assert await _essayer(qui, codes[0]) is None
        assert await _essayer(qui, code()) is True
        montre.shift(301)
        assert await _essayer(qui, codes[0]) is True
    actes = await lignes("SELECT donnees::jsonb ->> 'acte' AS acte FROM courriel ORDER BY id")
    assert [lu["acte"] for lu in actes] == ["codes_refuses", "code_secours_utilise"]


async def test_un_navigateur_connu_a_son_propre_compte(ccfi: Inscription, nature: str) -> None:
    """Fifty wrong codes from elsewhere keep it out for no minute."""
    qui = await porteur(nature)
    await poser(qui)
    with time_machine.travel("2026-03-02 00:00:05Z", tick=False):
        for _ in range(50):
            await prendre(CODES_DU_JOUR, qui.nom)
        assert await _essayer(qui, code()) is None
        assert await _essayer(qui, code(), "le sien") is True


async def test_les_navigateurs_connus_ont_leurs_bornes(ccfi: Inscription, nature: str) -> None:
    """Twenty a day for one, fifty for all together: signing in from many opens no way to guess."""
    qui = await porteur(nature)
    await poser(qui)
    with time_machine.travel("2026-03-02 00:00:05Z", tick=False) as montre:
        entendus = [0] * 4
        for _ in range(25):
            for rang in range(4):
                entendus[rang] += await _essayer(qui, faux(), f"n{rang}") is not None
            montre.shift(61)
        assert max(entendus) <= 20
        assert sum(entendus) == 50
        montre.shift(-60)
        assert await _essayer(qui, faux(), "un autre") is None
        assert await _essayer(qui, faux()) is False
        montre.shift(86_400)
        assert [await _essayer(qui, faux(), "n0") for _ in range(6)] == [False] * 5 + [None]


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

"""Tries over a sliding window: exact, whoever asks and from how many processes."""

import asyncio
from datetime import timedelta

import pytest
import time_machine

from app.base import Inscription, lancer, valeur
from app.metier.limites import Plafond, TropDEssais, prendre, purger, rendre

SIMPLE = Plafond("simple", essais=3, fenetre=timedelta(hours=1))
LENT = Plafond(
    "lent",
    essais=25,
    fenetre=timedelta(hours=24),
    libres=5,
    attentes=(timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)),
)


async def essayer(plafond: Plafond, cle: str = "a") -> bool:
    """Tell whether the try was heard."""
    try:
        await prendre(plafond, cle)
    except TropDEssais:
        return False
    return True


async def test_le_plafond_arrete_puis_glisse(ccfi: Inscription) -> None:
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        assert await prendre(SIMPLE, "a") == 1
        horloge.shift(timedelta(minutes=30))
        assert [await essayer(SIMPLE) for _ in range(3)] == [True, True, False]
        horloge.shift(timedelta(minutes=30, seconds=1))
        assert [await essayer(SIMPLE) for _ in range(2)] == [True, False]


async def test_le_refus_dit_quand_revenir(ccfi: Inscription) -> None:
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for _ in range(3):
            await prendre(SIMPLE, "a")
        horloge.shift(timedelta(minutes=10))
        with pytest.raises(TropDEssais) as refus:
            await prendre(SIMPLE, "a")
        assert refus.value.libre_le.isoformat() == "2026-03-02T11:00:00+00:00"
        horloge.move_to(refus.value.libre_le + timedelta(milliseconds=1))
        assert await essayer(SIMPLE)


async def test_l_attente_croit_apres_les_essais_libres(ccfi: Inscription) -> None:
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        assert [await essayer(LENT) for _ in range(6)] == [True] * 5 + [False]
        for minutes in (1, 2, 4, 4):
            horloge.shift(timedelta(minutes=minutes, milliseconds=-1))
            assert not await essayer(LENT)
            horloge.shift(timedelta(milliseconds=1))
            assert await essayer(LENT)


async def test_jamais_plus_de_vingt_cinq_en_un_jour(ccfi: Inscription) -> None:
    entendus: list[float] = []
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for minute in range(0, 3 * 24 * 60, 3):
            if await essayer(LENT):
                entendus.append(minute)
            horloge.shift(timedelta(minutes=3))
    assert len(entendus) > 25
    assert max(sum(1 for e in entendus if d <= e < d + 24 * 60) for d in entendus) == 25


async def test_les_cles_et_les_plafonds_ne_se_melent_pas(ccfi: Inscription) -> None:
    for _ in range(3):
        await prendre(SIMPLE, "a")
    assert await essayer(SIMPLE, "b")
    assert await essayer(LENT, "a")


async def test_un_bon_essai_est_rendu(ccfi: Inscription) -> None:
    for _ in range(50):
        await prendre(SIMPLE, "a")
        await rendre(SIMPLE, "a")
    assert [await essayer(SIMPLE) for _ in range(4)] == [True, True, True, False]


async def test_une_horloge_qui_recule_ne_ferme_pas_la_porte(ccfi: Inscription) -> None:
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        await prendre(SIMPLE, "a")
        horloge.shift(timedelta(hours=-1))
        assert await essayer(SIMPLE)


async def test_rien_ne_dit_qui_a_essaye(ccfi: Inscription) -> None:
    await prendre(SIMPLE, "dupont59@gmail.com")
    assert await valeur("SELECT count(*) FROM limite WHERE cle ~ '^[0-9a-f]{64}$'") == 1
    assert await valeur("SELECT count(*) FROM limite WHERE limite::text LIKE '%dupont%'") == 0


async def test_la_purge_oublie_les_vieilles_cles(ccfi: Inscription) -> None:
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        await prendre(SIMPLE, "a")
        assert await purger() == 0
        horloge.shift(timedelta(hours=1, seconds=1))
        assert await purger() == 1


async def test_exact_quand_tous_essaient_ensemble(base_reelle: Inscription) -> None:
    entendus = await asyncio.gather(*(lancer(essayer(LENT)) for _ in range(60)))
    assert sum(entendus) == 5
    entendus = await asyncio.gather(*(lancer(essayer(SIMPLE, "autre")) for _ in range(60)))
    assert sum(entendus) == 3

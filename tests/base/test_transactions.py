"""Transactions do what they say."""

import asyncio

import pytest

from app.base import (
    AucuneCollectivite,
    ImbricationInterdite,
    Inscription,
    executer,
    lancer,
    ligne,
    point_de_reprise,
    transaction,
    utiliser,
    valeur,
    verrou,
)  # fmt: skip
from app.metier.bacs import Flux


async def compter() -> int:
    return int(await valeur("SELECT count(*) FROM flux"))


async def test_une_transaction_dans_une_autre_est_refusee(ccfi: Inscription) -> None:
    with pytest.raises(ImbricationInterdite):
        async with transaction(), transaction():
            pass


async def test_une_erreur_defait_tout(base_reelle: Inscription) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await Flux(code="OM", libelle="Ordures").save()
            raise ZeroDivisionError
    assert await compter() == 0


async def test_un_point_de_reprise_ne_defait_que_lui(base_reelle: Inscription) -> None:
    async with transaction():
        await Flux(code="OM", libelle="Ordures").save()
        with pytest.raises(ZeroDivisionError):
            async with point_de_reprise():
                await Flux(code="TRI", libelle="Tri").save()
                raise ZeroDivisionError
    assert await compter() == 1


async def test_sans_collectivite_rien_ne_part() -> None:
    with pytest.raises(AucuneCollectivite):
        await valeur("SELECT 1")


async def test_un_commit_qui_echoue_rend_sa_connexion(base_reelle: Inscription) -> None:
    await executer("CREATE TABLE differee (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    for _ in range(20):  # more than the pool holds
        with pytest.raises(Exception, match="differee"):
            async with transaction():
                await executer("INSERT INTO differee VALUES (1), (1)")
    assert await valeur("SELECT count(*) FROM differee") == 0


async def test_une_tache_lancee_n_herite_pas_de_la_connexion(base_reelle: Inscription) -> None:
    async with transaction():
        await Flux(code="OM", libelle="Ordures").save()
        vu_ailleurs = await lancer(compter())
    assert vu_ailleurs == 0
    assert await compter() == 1


async def test_un_verrou_se_tient_jusqu_a_la_fin(base_reelle: Inscription) -> None:
    await executer("CREATE TABLE compteur (n int)")
    await executer("INSERT INTO compteur VALUES (0)")

    async def ajouter_un() -> None:
        async with transaction():
            await verrou("compteur")
            present = await valeur("SELECT n FROM compteur")
            await asyncio.sleep(0)
            await executer("UPDATE compteur SET n = $1", present + 1)

    await asyncio.gather(*(lancer(ajouter_un()) for _ in range(50)))
    assert await valeur("SELECT n FROM compteur") == 50


async def test_changer_de_collectivite_en_pleine_transaction_est_refuse(base_reelle: Inscription, modeles: str) -> None:
    from tests.conftest import inscription_de

    autre = await inscription_de(modeles, "milhaud")
    async with transaction():
        with pytest.raises(RuntimeError, match="another collectivité"), utiliser(autre):
            pass


async def test_les_deux_collectivites_sont_a_part(base_reelle: Inscription, modeles: str) -> None:
    from tests.conftest import inscription_de

    await Flux(code="OM", libelle="Ordures").save()
    with utiliser(await inscription_de(modeles, "milhaud")):
        assert await ligne("SELECT 1 FROM flux") is None

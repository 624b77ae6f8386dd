"""The call to the collectivité, in all the ways in which it may fail to be one call."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.simulateur.collectivite import Collectivite
from tests.simulateur.outils import Banc, demande, monter


@pytest.fixture
def ville() -> Collectivite:
    return Collectivite()


@pytest.fixture
async def banc(ville: Collectivite) -> AsyncIterator[Banc]:
    async with monter(vers=httpx.ASGITransport(ville)) as monte:
        yield monte


async def notifications(banc: Banc) -> list[Any]:
    return [ligne["notifications"] for ligne in (await banc.http.get("/simulateur/transactions.json")).json()]


@pytest.mark.parametrize("issue", list("PRAVZ"))
async def test_un_seul_parametre_et_aucun_resultat(banc: Banc, ville: Collectivite, issue: str) -> None:
    idop = await banc.client.creer_paiement(demande())
    await banc.payer(idop, issue)
    await ville.attendre()
    assert ville.recus == [("POST", "/paiement/notification", {"idop": idop})]


async def test_une_notification_perdue_ne_part_pas(banc: Banc, ville: Collectivite) -> None:
    await banc.regler(notification="perdue")
    await banc.payer(await banc.client.creer_paiement(demande()), "P")
    await asyncio.sleep(0.05)
    assert (ville.recus, await notifications(banc)) == ([], [[]])


async def test_une_notification_en_retard(banc: Banc, ville: Collectivite) -> None:
    await banc.regler(notification="retardee", notification_delai=0.1)
    await banc.payer(await banc.client.creer_paiement(demande()), "P")
    await asyncio.sleep(0.03)
    assert ville.recus == []
    await ville.attendre(1)


async def test_plusieurs_notifications_ensemble(banc: Banc, ville: Collectivite) -> None:
    await banc.regler(notification="multiple", notification_copies=7)
    await banc.payer(await banc.client.creer_paiement(demande()), "P")
    await ville.attendre(7)
    await asyncio.sleep(0.02)
    assert len(ville.recus) == 7


async def test_une_notification_repetee_jusqu_a_200(banc: Banc, ville: Collectivite) -> None:
    ville.statuts = [500, 404]
    await banc.regler(notification="repetee")
    await banc.payer(await banc.client.creer_paiement(demande()), "P")
    await ville.attendre(3)
    await asyncio.sleep(0.02)
    assert await notifications(banc) == [["500", "404", "200"]]


async def test_un_echec_ne_se_repete_pas_de_lui_meme(banc: Banc, ville: Collectivite) -> None:
    ville.statuts = [500]
    await banc.payer(await banc.client.creer_paiement(demande()), "P")
    await ville.attendre()
    await asyncio.sleep(0.02)
    assert await notifications(banc) == [["500"]]


async def test_le_payeur_n_attend_pas_la_notification(banc: Banc, ville: Collectivite) -> None:
    await banc.regler(notification="retardee", notification_delai=3600)
    idop = await banc.client.creer_paiement(demande())
    async with asyncio.timeout(1):
        await banc.http.post("/tpa/prelevement.web", data={"idop": idop, "action": "accepter"})
        await banc.tresor.notifieur.fermer()
    assert ville.recus == []

"""Bytes on the wire, compressed as a browser asks for it: the budgets of the pages and of the swaps."""

from datetime import date, timedelta

import pytest

from tests.outils.echange import Echange
from tests.personnages import Personnage, facture

PAGE_PUBLIQUE, PAGE_CONNECTEE, TABLEAU = 2500, 4000, 5000
ECHANGE, ECHANGE_TABLEAU = 1800, 2500
"""A swap without a table aims at 1 200; the headers alone take half of that."""


async def poids(echange: Echange, chemin: str, *, htmx: bool = False) -> int:
    """Body and headers of an answer."""
    entetes = {"Accept-Encoding": "br"} | ({"HX-Request": "true"} if htmx else {})
    async with echange.client.stream("GET", chemin, headers=entetes) as reponse:
        assert reponse.status_code == 200
        assert reponse.headers["content-encoding"] == "br"
        corps = b"".join([morceau async for morceau in reponse.aiter_raw()])
    return len(corps) + sum(len(nom) + len(valeur) + 4 for nom, valeur in reponse.headers.raw)


async def douze(personne: Personnage) -> None:
    for rang in range(15):
        jour = date(2020, 1, 1) + timedelta(days=91 * rang)
        await facture(personne, f"23002400699{rang:02}", 8794 + 137 * rang, date_facture=jour)


@pytest.mark.parametrize("chemin", ["/", "/aide", "/plan-du-site"])
async def test_une_page_publique_est_legere(echange: Echange, chemin: str) -> None:
    assert await poids(echange, chemin) <= PAGE_PUBLIQUE


@pytest.mark.parametrize("chemin", ["/espace", "/informations", "/bacs", "/services", "/suivi"])
async def test_une_page_connectee_est_legere(echange: Echange, martin: Personnage, chemin: str) -> None:
    assert await poids(echange, chemin) <= PAGE_CONNECTEE
    if chemin != "/espace":
        assert await poids(echange, chemin, htmx=True) <= ECHANGE


async def test_douze_factures_sont_legeres(echange: Echange, martin: Personnage) -> None:
    await douze(martin)
    assert await poids(echange, "/factures") <= TABLEAU
    assert await poids(echange, "/factures", htmx=True) <= ECHANGE_TABLEAU

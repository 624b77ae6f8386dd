"""Residents who pay whatever happens to the server: they press again until it answers."""

import asyncio
import random
import re
from collections import deque
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.chaos.terrain import Payeur, Terrain

JETON = re.compile(r'name="jeton_csrf" value="([^"]+)"')
ISSUES = "PPPPPPPVRA"


PATIENCE = 3
"""Presses of the button before going on to another bill; an opening that died holds its bill for some seconds."""


async def payer_ses_factures(terrain: Terrain, payeur: Payeur, hasard: random.Random, fini: asyncio.Event) -> None:
    """One bill after the other, those that resisted again, until the end is called."""
    a_payer = deque(payeur.references)
    while a_payer and not fini.is_set():
        reference = a_payer.popleft()
        try:
            idop = await _insister(lambda: regler(terrain, payeur, reference), fini)  # noqa: B023 -- awaited at once
        except OccupeOuPayee:
            continue
        if idop is None:
            a_payer.append(reference)
            continue
        issue = hasard.choice(ISSUES)
        await terrain.http.post(
            f"{terrain.tresor}/simulateur/payer.json", json={"idop": idop, "issue": issue}, timeout=30
        )
        if hasard.random() < 0.5:
            await _insister(lambda: _revenir(terrain, idop), fini)  # noqa: B023 -- awaited at once
        if issue == "R":
            a_payer.appendleft(reference)


class OccupeOuPayee(Exception):
    """The portal says that this bill is not to be paid now."""


async def _insister(geste: Callable[[], Awaitable[str]], fini: asyncio.Event) -> str | None:
    """Try again for as long as the server is down, a few times."""
    for _ in range(PATIENCE):
        if fini.is_set():
            break
        try:
            return await geste()
        except (httpx.HTTPError, ConnectionError):
            await asyncio.sleep(0.05)
    return None


async def regler(terrain: Terrain, payeur: Payeur, reference: str) -> str:
    """« RÉGLER »: the number of the payment."""
    temoins = {"Cookie": f"session={payeur.jeton}"}
    page = await terrain.http.get("/contact", headers=temoins, timeout=10)
    preuve = JETON.search(page.text)
    if preuve is None:
        raise httpx.RemoteProtocolError("no page")
    reponse = await terrain.http.post(
        f"/factures/{reference}/paiement", data={"jeton_csrf": preuve[1]}, timeout=3,
        headers=temoins | {"Origin": terrain.inscription.origine},
    )  # fmt: skip
    if reponse.status_code == 409:
        raise OccupeOuPayee
    if reponse.status_code != 303:
        raise httpx.RemoteProtocolError(f"HTTP {reponse.status_code}")
    return parse_qs(urlsplit(reponse.headers["location"]).query)["idop"][0]


async def _revenir(terrain: Terrain, idop: str) -> str:
    """The browser comes back."""
    await terrain.http.post("/paiement/retour", data={"idop": idop}, timeout=15)
    return idop

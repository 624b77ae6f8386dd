"""Forms that no page of ours has sent: every unsafe route, each kind of signed-in reader, each way of forging."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from app.base import Inscription
from tests.attaques.acteurs import adresses, cookies_de
from tests.attaques.empreinte import empreinte
from tests.maison.droits import Qui
from tests.outils.echange import Echange, ouvrir_echange

EXEMPTES = {"/paiement/notification", "/paiement/retour"}
"""PayFiP calls them; they believe nothing that they are told."""
FORMULAIRE = {"Content-Type": "application/x-www-form-urlencoded"}
SEANCES = frozenset({"session", "session_agent"})

Facon = Callable[[httpx.AsyncClient, str, str, str], Awaitable[httpx.Response]]
"""Client, address, the reader's own proof, another session's."""


async def sans_jeton(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    return await client.post(chemin, content="", headers=FORMULAIRE)


async def jeton_faux(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    return await client.post(chemin, data={"jeton_csrf": bon[:-4] + "AAAA"})


async def jeton_d_un_autre(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    return await client.post(chemin, data={"jeton_csrf": autre})


async def en_texte(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    return await client.post(chemin, content=f"jeton_csrf={bon}", headers={"Content-Type": "text/plain"})


async def en_json(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    return await client.post(chemin, json={"jeton_csrf": autre})


async def en_plusieurs_parties(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    return await client.post(chemin, files={"image": ("logo.png", b"x", "image/png")})


async def par_htmx(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    entetes = {"HX-Request": "true", "X-CSRFToken": bon, "X-Requested-With": "XMLHttpRequest"}
    return await client.post(chemin, content="", headers=FORMULAIRE | entetes)


async def d_un_autre_site(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    return await client.post(chemin, data={"jeton_csrf": bon}, headers={"Sec-Fetch-Site": "cross-site"})


async def dans_l_adresse(client: httpx.AsyncClient, chemin: str, bon: str, autre: str) -> httpx.Response:
    return await client.post(f"{chemin}?jeton_csrf={bon}", content="", headers=FORMULAIRE)


FACONS: tuple[Facon, ...] = (
    sans_jeton, jeton_faux, jeton_d_un_autre, en_texte, en_json, en_plusieurs_parties, par_htmx, d_un_autre_site,
    dans_l_adresse,
)  # fmt: skip


async def _preuve(navigateur: Echange) -> str:
    await navigateur.get("/contact")
    return navigateur.jeton()


async def _connecte(echange: Echange, acteur: str, modeles: str) -> None:
    for nom, valeur in (await cookies_de(acteur, modeles)).items():
        echange.client.cookies.set(nom, valeur)


@pytest.mark.parametrize("acteur", ["visiteur", "proprietaire", "agent"])
@pytest.mark.parametrize("facon", FACONS, ids=lambda facon: facon.__name__)
async def test_aucun_formulaire_forge_ne_passe(
    echange: Echange, ccfi: Inscription, modeles: str, acteur: str, facon: Facon
) -> None:
    """Refused on every unsafe route, and the database has not moved."""
    await _connecte(echange, acteur, modeles)
    bon = await _preuve(echange)
    async with ouvrir_echange(ccfi) as un_autre:
        autre = await _preuve(un_autre)
    avant, essayees = await empreinte(sauf=SEANCES), 0
    for _, chemin, qui in adresses("POST", "PUT", "PATCH", "DELETE"):
        if chemin in EXEMPTES:
            continue
        essayees += 1
        reponse = await facon(echange.client, chemin, bon, autre)
        renvoye = acteur != "agent" and qui is Qui.AGENT and reponse.status_code == 303
        assert reponse.status_code in (400, 403) or renvoye, (chemin, reponse.status_code)
    assert essayees >= 12
    assert await empreinte(sauf=SEANCES) == avant


@pytest.mark.parametrize("acteur", ["visiteur", "proprietaire", "agent"])
async def test_aucun_acte_ne_se_fait_en_lisant(echange: Echange, modeles: str, acteur: str) -> None:
    """GET and HEAD at the address of every act, proof and fields in the address: nothing happens."""
    await _connecte(echange, acteur, modeles)
    bon = await _preuve(echange)
    avant = await empreinte(sauf=SEANCES)
    for _, chemin, _ in adresses("POST", "PUT", "PATCH", "DELETE"):
        for methode in ("GET", "HEAD"):
            champs = {"jeton_csrf": bon, "_method": "POST", "idop": "inconnu"}
            entetes = {"X-HTTP-Method-Override": "POST", "X-HTTP-Method": "DELETE"}
            reponse = await echange.client.request(methode, chemin, params=champs, headers=entetes)
            assert reponse.status_code < 500
    assert await empreinte(sauf=SEANCES) == avant

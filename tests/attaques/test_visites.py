"""What every answer carries, and what a visit leaves behind: nothing."""

import itertools
from collections.abc import AsyncIterator

import httpx
import pytest

from app.base import Inscription
from tests.agents.outils import code, donner_le_mot_de_passe, equipier
from tests.attaques.acteurs import adresses, cookies_de, sur_https
from tests.attaques.empreinte import empreinte, lignes_en_tout
from tests.compte.outils import CAMILLE, connecter
from tests.maison.droits import Qui
from tests.outils.echange import Echange, ouvrir_echange
from tests.personnages import camille

COMMUNS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
UN_AN = 31_536_000
AUTRES = ("/rien/du/tout", "/admin/", "/admin/api/tables/facture/", "/favicon.ico", "/%00")
PUBLIQUES = [chemin for _, chemin, qui in adresses("GET") if qui is Qui.PUBLIC]


@pytest.fixture
async def https(ccfi: Inscription) -> AsyncIterator[Echange]:
    """A browser before the portal as production has it."""
    async with ouvrir_echange(sur_https(ccfi)) as navigateur:
        yield navigateur


def exiger_les_entetes(reponse: httpx.Response, chemin: str) -> None:
    """All of them, and the content policy on what is a page."""
    assert {nom: reponse.headers.get(nom) for nom in COMMUNS} == COMMUNS, chemin
    duree = reponse.headers["strict-transport-security"].split(";")[0].removeprefix("max-age=")
    assert int(duree) >= UN_AN, chemin
    nature = reponse.headers.get("content-type", "")
    if nature.startswith("text/html"):
        politique = reponse.headers["content-security-policy"]
        assert politique.startswith("default-src 'none'"), chemin
        if not chemin.startswith("/admin"):
            assert "unsafe" not in politique, chemin
    if not nature.startswith(("text/css", "text/javascript", "application/javascript", "image/")):
        assert reponse.headers.get("cache-control", "no-store") == "no-store", chemin


@pytest.mark.parametrize("acteur", ["visiteur", "proprietaire", "agent"])
async def test_chaque_reponse_porte_tous_les_entetes(https: Echange, modeles: str, acteur: str) -> None:
    """Pages, fragments, files, documents, redirections and refusals of every route, for each kind of reader."""
    for nom, valeur in (await cookies_de(acteur, modeles)).items():
        https.client.cookies.set(f"__Host-{nom}", valeur)
    natures = set()
    for methode, chemin, _ in adresses("GET", "POST"):
        reponses = [await https.client.request(methode, chemin), await https.client.put(chemin)]
        if methode == "GET":
            reponses.append(await https.client.get(chemin, headers={"HX-Request": "true"}))
        for reponse in reponses:
            exiger_les_entetes(reponse, chemin)
            natures.add((reponse.status_code, reponse.headers.get("content-type", "").split(";")[0]))
    for chemin in AUTRES:
        exiger_les_entetes(await https.client.get(chemin), chemin)
    assert {200, 303, 403, 404, 405} <= {statut for statut, _ in natures}
    assert ((200, "application/pdf") in natures) is (acteur == "proprietaire")


async def test_les_fichiers_et_les_refus_les_portent_aussi(https: Echange) -> None:
    page = await https.client.get("/")
    feuille = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
    for chemin, entetes, attendu in (
        (feuille, {}, 200),
        (feuille, {"If-None-Match": "*"}, 304),
        ("/", {"Host": "ailleurs.example"}, 421),
    ):
        reponse = await https.client.get(chemin, headers=entetes)
        assert reponse.status_code == attendu
        assert {nom: reponse.headers.get(nom) for nom in COMMUNS} == COMMUNS
    trop = await https.client.post("/connexion", content=b"x" * 1_100_000)
    assert trop.status_code in (400, 403, 413)
    exiger_les_entetes(trop, "/connexion")


async def test_une_page_personnelle_ou_son_fragment_ne_se_garde_nulle_part(https: Echange, modeles: str) -> None:
    """`no-store` and `Vary: HX-Request`: neither a proxy nor a browser serves a fragment for a page, or to another."""
    https.client.cookies.set("__Host-session", (await cookies_de("proprietaire", modeles))["session"])
    siennes = [chemin for _, chemin, qui in adresses("GET") if qui is Qui.USAGER]
    assert len(siennes) >= 10
    for chemin in siennes:
        for htmx in ({}, {"HX-Request": "true"}):
            reponse = await https.client.get(chemin, headers=htmx)
            assert reponse.headers["cache-control"] == "no-store", chemin
            if reponse.headers.get("content-type", "").startswith("text/html"):
                assert "HX-Request" in reponse.headers["vary"], chemin
                if "<html" not in reponse.text:
                    assert reponse.headers["content-security-policy"] == "default-src 'none'", chemin


def _drapeaux(temoin: str) -> tuple[str, set[str]]:
    nom, *suite = [part.strip() for part in temoin.split(";")]
    return nom.split("=")[0], {part.lower() for part in suite if not part.lower().startswith(("max-age", "expires"))}


async def test_chaque_temoin_a_ses_drapeaux(https: Echange, modeles: str) -> None:
    """Everything that sets or takes back a cookie: forms, both doors, both sign-outs."""
    temoins: list[str] = []

    async def noter(reponse: httpx.Response) -> None:
        temoins.extend(reponse.headers.get_list("set-cookie"))

    https.client.event_hooks["response"] = [noter]
    await camille()
    await equipier()
    for chemin in PUBLIQUES:
        await https.client.get(chemin)
    await connecter(https, CAMILLE, rester_connecte="oui")
    await https.get("/espace")
    await https.post("/deconnexion")
    https.client.cookies.clear()
    await donner_le_mot_de_passe(https, "lea")
    await https.get("/agents/second-facteur")
    await https.post("/agents/second-facteur", {"code": code()})
    await https.get("/agents")
    await https.post("/agents/deconnexion")
    noms = set()
    for temoin in temoins:
        nom, drapeaux = _drapeaux(temoin)
        noms.add(nom)
        assert {"secure", "httponly", "path=/"} <= drapeaux, temoin
        stricts = {"samesite=strict"} if nom == "__Host-agent" and '=""' not in temoin else {"samesite=lax"}
        assert stricts <= drapeaux, temoin
        assert not any(drapeau.startswith("domain") for drapeau in drapeaux), temoin
        assert len(temoin) < 4096
    assert noms >= {f"__Host-{nom}" for nom in ("visiteur", "session", "appareil", "agent")}


async def _visiter(https: Echange, combien: int) -> None:
    """Anonymous views of every public page, each without a cookie: no row in any table, no session's cookie."""
    await https.client.get("/")  # the settings are read
    avant, nombre = await empreinte(), await lignes_en_tout()
    for chemin in itertools.islice(itertools.cycle([*PUBLIQUES, "/rien", "/espace"]), combien):
        https.client.cookies.clear()
        reponse = await https.client.get(chemin)
        assert reponse.status_code in (200, 303, 404), chemin
        for temoin in reponse.headers.get_list("set-cookie"):
            assert _drapeaux(temoin)[0] in ("__Host-visiteur", "__Host-appareil", "__Host-attente"), chemin
    assert await lignes_en_tout() == nombre
    assert await empreinte() == avant


async def test_cinq_cents_visites_ne_laissent_rien(https: Echange) -> None:
    await _visiter(https, 500)


@pytest.mark.lent
async def test_dix_mille_visites_ne_laissent_rien(https: Echange) -> None:
    await _visiter(https, 10_000)

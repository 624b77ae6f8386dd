"""Hosts, headers, methods: what surrounds every page."""

import httpx
import pytest

from app.base import Inscription
from app.main import creer_app
from tests.outils.echange import Echange
from tests.outils.page import verifier_page


@pytest.fixture
def navigateur(modeles: str) -> httpx.AsyncClient:
    """A browser before an application that reads the real registry."""
    transport = httpx.ASGITransport(app=creer_app(modeles))  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=transport, base_url="http://ccfi.localhost:8000")


async def test_un_hote_inconnu_est_refuse(navigateur: httpx.AsyncClient) -> None:
    reponse = await navigateur.get("/", headers={"Host": "ailleurs.localhost:8000"})
    assert reponse.status_code == 421
    verifier_page(reponse.text)


HOTES_TORDUS = (
    *("", "ccfi.localhost.evil.fr", "evil.fr#ccfi.localhost", "[::1]", "ccfi.localhost:a", "ccfi.localhost:"),
    *("ccfi.localhost:99999", "ccfi.localhost:8000:8000", "ccfi.localhost@evil.fr", "ccfi.localhost\u00b2"),
)


@pytest.mark.parametrize("hote", HOTES_TORDUS)
async def test_un_hote_tordu_est_refuse(navigateur: httpx.AsyncClient, hote: str) -> None:
    reponse = await navigateur.get("/", headers=[(b"Host", hote.encode("latin-1"))])
    assert reponse.status_code == 421
    assert reponse.headers["content-security-policy"].startswith("default-src 'none'")


async def test_chaque_collectivite_a_son_nom_sur_la_page(navigateur: httpx.AsyncClient) -> None:
    une = await navigateur.get("/")
    autre = await navigateur.get("/", headers={"Host": "milhaud.localhost:8000"})
    assert "Flandre Intérieure" in une.text
    assert "Milhaud" in autre.text
    assert "Flandre Intérieure" not in autre.text


@pytest.mark.parametrize("chemin", ["/sante", "/pret"])
async def test_sante_et_pret_repondent_quel_que_soit_l_hote(navigateur: httpx.AsyncClient, chemin: str) -> None:
    assert (await navigateur.get(chemin, headers={"Host": "ailleurs"})).status_code == 200


async def test_pret_est_rouge_sans_registre() -> None:
    transport = httpx.ASGITransport(app=creer_app("postgresql://x@127.0.0.1:1/x"))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://ccfi.localhost") as client:
        pret = await client.get("/pret")
        assert (pret.status_code, pret.headers["x-content-type-options"]) == (503, "nosniff")
        assert (await client.get("/sante")).status_code == 200
        page = await client.get("/")
    assert page.status_code == 503
    verifier_page(page.text)


COMMUNS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@pytest.mark.parametrize("chemin", ["/", "/connexion", "/espace", "/rien/du/tout", "/statique/rien.css"])
async def test_toute_reponse_porte_les_entetes_de_securite(echange: Echange, chemin: str) -> None:
    reponse = await echange.get(chemin)
    assert {nom: reponse.headers.get(nom) for nom in COMMUNS} == COMMUNS
    if reponse.headers.get("content-type", "").startswith("text/html"):
        politique = reponse.headers["content-security-policy"]
        assert politique.startswith("default-src 'none'")
        assert "unsafe" not in politique


async def test_hsts_sur_https_seulement(echange: Echange) -> None:
    assert "strict-transport-security" not in (await echange.get("/")).headers


async def test_404_et_405_sont_des_pages(echange: Echange) -> None:
    assert (await echange.get("/rien")).status_code == 404
    reponse = await echange.client.put("/connexion")
    assert reponse.status_code == 405
    verifier_page(reponse.text)


async def test_head_repond_comme_get_sans_corps(echange: Echange) -> None:
    get = await echange.client.get("/aide", headers={"Accept-Encoding": "identity"})
    head = await echange.client.head("/aide", headers={"Accept-Encoding": "identity"})
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]


async def test_head_reste_head_pour_le_serveur(echange: Echange) -> None:
    """A server that took it for a GET would wait for the body that Content-Length announces, then break off."""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "HEAD", "scheme": "http",
        "path": "/aide", "raw_path": b"/aide", "query_string": b"", "root_path": "",
        "headers": [(b"host", b"ccfi.localhost:8000")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
    }  # fmt: skip
    recus: list[dict[str, object]] = []

    async def recevoir() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def envoyer(message: dict[str, object]) -> None:
        recus.append(message)

    await echange.client._transport.app(scope, recevoir, envoyer)  # type: ignore[attr-defined]
    assert recus[0]["status"] == 200
    assert scope["method"] == "HEAD"


@pytest.mark.parametrize("chemin", ["/%00", "/logo/%00", "/factures/a%00b", "/paiement/%00", "/admin%00/"])
async def test_un_octet_nul_dans_l_adresse_n_est_l_adresse_de_rien(echange: Echange, chemin: str) -> None:
    reponse = await echange.get(chemin)
    assert reponse.status_code == 404
    assert reponse.headers["x-content-type-options"] == "nosniff"


async def test_rien_du_schema_ni_des_fichiers(echange: Echange) -> None:
    for chemin in ("/schema", "/openapi.json", "/.git/config", "/.env", "/statique/../pyproject.toml", "/app/main.py"):
        assert (await echange.get(chemin)).status_code == 404


async def test_une_visite_ne_coute_pas_une_ligne(echange: Echange, ccfi: Inscription) -> None:
    from app.base import valeur

    compter = "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM limite) + (SELECT count(*) FROM trace)"
    avant = await valeur(compter)
    for _ in range(100):
        reponse = await echange.client.get("/")
        assert "set-cookie" not in reponse.headers
    assert await valeur(compter) == avant

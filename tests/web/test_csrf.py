"""No unsafe request passes without proof that it comes from one of our pages."""

import httpx
import pytest

from app.main import creer_application
from tests.outils.echange import Echange


def _dangereuses() -> list[tuple[str, str]]:
    """Every unsafe route of the application but those that say `sans_csrf`."""
    return sorted(
        (str(methode), _concret(route.path_format))
        for route in creer_application().routes
        for gerant in getattr(route, "route_handlers", [])
        if not gerant.opt.get("sans_csrf")
        for methode in gerant.http_methods - {"GET", "HEAD", "OPTIONS"}
    )


def _concret(patron: str) -> str:
    return "/".join("2300240069928" if "{" in partie else partie for partie in patron.split("/"))


def _est_refusee(reponse: httpx.Response, chemin: str) -> bool:
    """403; what is behind the staff's door sends a visitor there before it looks at the form."""
    vers_la_porte = reponse.status_code == 303 and reponse.headers["location"].startswith("/agents/connexion")
    return reponse.status_code == 403 or (vers_la_porte and chemin.startswith("/agents/"))


EXEMPTES = {"/paiement/notification", "/paiement/retour"}


def test_les_seules_exemptions_sont_celles_que_payfip_appelle() -> None:
    exemptes = {
        route.path_format
        for route in creer_application().routes
        for gerant in getattr(route, "route_handlers", [])
        if gerant.opt.get("sans_csrf") and gerant.http_methods - {"GET", "HEAD", "OPTIONS"}
    }
    assert exemptes == EXEMPTES


FACONS: dict[str, tuple[dict[str, str], str]] = {
    "sans jeton": ({}, ""),
    "jeton vide": ({}, "jeton_csrf="),
    "jeton faux": ({}, "jeton_csrf=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    "d'un autre site": ({"Sec-Fetch-Site": "cross-site"}, "BON"),
    "d'un sous-domaine voisin": ({"Sec-Fetch-Site": "same-site"}, "BON"),
    "d'une autre origine": ({"Origin": "https://evil.example"}, "BON"),
    "origine nulle": ({"Origin": "null"}, "BON"),
    "origine illisible": ({"Origin": "http://["}, "BON"),
    "origine d'un autre protocole": ({"Origin": "https://ccfi.localhost:8000"}, "BON"),
    "jeton d'un autre": ({}, "AUTRE"),
}


@pytest.mark.parametrize("facon", FACONS)
async def test_aucune_route_n_accepte_sans_preuve(echange: Echange, facon: str) -> None:
    entetes, corps = FACONS[facon]
    await echange.get("/connexion")
    bon = echange.jeton()
    echange.client.cookies.clear()
    await echange.get("/connexion")
    if corps == "BON":
        corps = f"jeton_csrf={echange.jeton()}"
    elif corps == "AUTRE":
        corps = f"jeton_csrf={bon}"
    routes = _dangereuses()
    assert len(routes) > 5
    for methode, chemin in routes:
        reponse = await echange.client.request(
            methode, chemin, content=corps,
            headers={"Content-Type": "application/x-www-form-urlencoded"} | entetes,
        )  # fmt: skip
        assert _est_refusee(reponse, chemin), f"{methode} {chemin} answered {reponse.status_code}"


@pytest.mark.parametrize(
    "nature", ["text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=x"]
)
async def test_aucune_autre_forme_de_corps_ne_passe(echange: Echange, nature: str) -> None:
    await echange.get("/connexion")
    corps = f'{{"jeton_csrf": "{echange.jeton()}"}}'
    for methode, chemin in _dangereuses():
        reponse = await echange.client.request(methode, chemin, content=corps, headers={"Content-Type": nature})
        assert reponse.status_code == 400 or _est_refusee(reponse, chemin)


async def test_le_jeton_change_a_chaque_page_et_reste_bon(echange: Echange) -> None:
    await echange.get("/connexion")
    premier = echange.jeton()
    await echange.get("/connexion")
    assert echange.jeton() != premier
    reponse = await echange.post("/connexion", {"courriel": "", "mot_de_passe": ""}, jeton=premier)
    assert reponse.status_code != 403

"""Pages and fragments on the wire."""

import gzip

import brotli
import pytest

from tests.outils.echange import Echange


async def test_le_type_dit_une_fois_l_encodage(echange: Echange) -> None:
    assert (await echange.get("/connexion")).headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("accepte", ["br", "gzip", "gzip, deflate, br", "identity", "br;q=0, gzip"])
async def test_le_codage_suit_ce_que_le_navigateur_accepte(echange: Echange, accepte: str) -> None:
    requete = echange.client.build_request("GET", "/aide", headers={"Accept-Encoding": accepte})
    reponse = await echange.client.send(requete, stream=True)
    brut = b"".join([morceau async for morceau in reponse.aiter_raw()])
    await reponse.aclose()
    codage = reponse.headers.get("content-encoding")
    assert codage == {"br": "br", "gzip": "gzip", "gzip, deflate, br": "br", "br;q=0, gzip": "gzip"}.get(accepte)
    clair = {"br": brotli.decompress, "gzip": gzip.decompress}.get(codage or "", bytes)(brut)
    assert clair.startswith(b"<!doctype html>")
    assert "Accept-Encoding" in reponse.headers["vary"]


async def test_une_page_personnelle_ne_se_garde_pas(echange: Echange) -> None:
    reponse = await echange.get("/connexion")
    assert reponse.headers["cache-control"] == "no-store"
    assert "HX-Request" in reponse.headers["vary"]


async def test_htmx_sans_session_est_renvoye_tout_entier(echange: Echange) -> None:
    """A swap after the session ended must not put the sign-in form inside the page."""
    reponse = await echange.get("/factures", htmx=True)
    assert reponse.status_code == 204
    assert reponse.headers["hx-redirect"].startswith("/connexion")


async def test_une_page_entiere_a_toute_sa_politique(echange: Echange) -> None:
    assert "script-src 'self'" in (await echange.get("/aide")).headers["content-security-policy"]

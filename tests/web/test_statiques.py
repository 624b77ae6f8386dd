"""Static files over HTTP, on a bare application that serves nothing else."""

import gzip
from collections.abc import Iterator

import brotli
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app.gabarits import actifs
from app.gabarits.actifs import catalogue
from app.web.statiques import codage_accepte, est_connu, routes, statique, statique_css

Client = TestClient[Litestar]
FEUILLE = "css/portail.css"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with TestClient(Litestar(routes, openapi_config=None)) as client:
        yield client


def test_un_fichier_est_servi_pour_toujours(client: Client) -> None:
    reponse = client.get(statique(FEUILLE), headers={"Accept-Encoding": "identity"})
    assert reponse.status_code == 200
    assert reponse.content == catalogue()[FEUILLE].contenu
    assert reponse.headers["content-type"] == "text/css; charset=utf-8"
    assert reponse.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reponse.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in reponse.headers


@pytest.mark.parametrize(("codage", "decoder"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_les_deux_compressions_rendent_le_meme_fichier(client: Client, codage: str, decoder: object) -> None:
    assert callable(decoder)
    with client.stream("GET", statique(FEUILLE), headers={"Accept-Encoding": codage}) as reponse:
        brut = b"".join(reponse.iter_raw())
    assert reponse.headers["content-encoding"] == codage
    assert reponse.headers["content-length"] == str(len(brut))
    assert decoder(brut) == catalogue()[FEUILLE].contenu


def test_chaque_codage_a_son_etag_et_revient_en_304(client: Client) -> None:
    etags = set()
    for codage in ("br", "gzip", "identity"):
        premiere = client.get(statique(FEUILLE), headers={"Accept-Encoding": codage})
        etag = premiere.headers["etag"]
        seconde = client.get(
            statique(FEUILLE), headers={"Accept-Encoding": codage, "If-None-Match": f'"autre", W/{etag}'}
        )
        assert (seconde.status_code, seconde.content) == (304, b"")
        assert seconde.headers["cache-control"] == premiere.headers["cache-control"]
        etags.add(etag)
    assert len(etags) == 3


def test_head_annonce_sans_corps(client: Client) -> None:
    entetes = {"Accept-Encoding": "br"}
    lu, annonce = client.get(statique(FEUILLE), headers=entetes), client.head(statique(FEUILLE), headers=entetes)
    assert (annonce.status_code, annonce.content) == (200, b"")
    assert annonce.headers["etag"] == lu.headers["etag"]
    assert annonce.headers["content-length"] == lu.headers["content-length"]


@pytest.mark.parametrize(
    "chemin",
    [
        "/statique/portail.css",
        "/statique/portail.000000000000.css",
        "/statique/portail.1d4f7c.000000000000.css",
        "/statique/../pyproject.toml",
        "/statique/..%2f..%2fpyproject.toml",
        "/statique/%2e%2e/%2e%2e/etc/passwd",
        "/statique/css/portail.css",
        "/statique/",
        "/statique/%00",
    ],
)
def test_une_adresse_inconnue_est_une_404_sans_cache(client: Client, chemin: str) -> None:
    reponse = client.get(chemin)
    assert reponse.status_code == 404
    assert "cache-control" not in reponse.headers


def test_la_feuille_d_une_collectivite_porte_sa_couleur(client: Client) -> None:
    url = statique_css("#1d4f7c")
    feuille = client.get(url).text
    assert "--accent:#1d4f7c" in feuille
    assert url != statique_css("#7a2b3a") != statique_css(None) == statique(FEUILLE)
    assert feuille.count("--accent:#") == 2


def test_un_autre_processus_peint_la_feuille_annoncee_par_le_premier(client: Client) -> None:
    url = statique_css("#123456")
    actifs._peinte.cache_clear()
    assert client.get(url).status_code == 200


def test_un_accent_illisible_laisse_la_feuille_telle_quelle() -> None:
    assert statique_css("#ffee88") == statique_css("rouge") == statique_css("") == statique(FEUILLE)


def test_un_fichier_inconnu_est_une_faute_des_gabarits() -> None:
    with pytest.raises(LookupError, match=r"absent\.css"):
        statique("css/absent.css")


@pytest.mark.parametrize(
    ("accepte", "codage"),
    [
        ("gzip, deflate, br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("identity", None),
        ("", None),
        ("BR", "br"),
    ],
)
def test_choix_du_codage(accepte: str, codage: str | None) -> None:
    assert codage_accepte(accepte) == codage


@pytest.mark.parametrize(
    ("entete", "connu"),
    [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("", False)],
)
def test_comparaison_des_etags(entete: str, connu: bool) -> None:
    assert est_connu('"a"', entete) is connu

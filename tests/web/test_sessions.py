"""The resident's cookies, the address that limits count, and where one may be sent."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
import time_machine
from litestar import Request, Response
from litestar.types import Scope

from app.base import Inscription, utiliser
from app.metier.calendrier import maintenant
from app.reglages import imposer, reglages
from app.web.adresses import adresse_du_visiteur
from app.web.sessions import (
    DUREE_APPAREIL,
    appareil,
    appareil_connu,
    appareil_scelle,
    jeton_de_session,
    poser_session,
    retenir_appareil,
)
from app.web.suites import suite_locale
from app.web.temoins import Requete

CLE = bytes(range(32))
HTTP = Inscription("ccfi", ("ccfi.localhost",), "http://ccfi.localhost:8000", "postgresql://x", CLE)
HTTPS = replace(HTTP, origine="https://dechets.example.fr")
JETON = "J" * 43


def requete(*entetes: tuple[str, str], prise: str = "203.0.113.7") -> Requete:
    scope = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "client": (prise, 50000), "state": {},
        "headers": [(nom.lower().encode(), contenu.encode()) for nom, contenu in entetes],
    }  # fmt: skip
    return Request(cast(Scope, scope))


def temoins(reponse: Response[bytes]) -> str:
    return "; ".join(temoin.to_header(header="") for temoin in reponse.cookies)


def test_en_https_les_temoins_sont_proteges() -> None:
    with utiliser(HTTPS):
        reponse = Response(b"")
        poser_session(reponse, JETON, rester_connecte=True)
        retenir_appareil(reponse, requete(), appareil(requete()), "a@example.fr")
        assert {temoin.key for temoin in reponse.cookies} == {"__Host-session", "__Host-appareil"}
        for temoin in reponse.cookies:
            assert (temoin.secure, temoin.httponly, temoin.samesite, temoin.path) == (True, True, "lax", "/")
            assert temoin.domain is None
            assert len(temoin.to_header()) < 4096


def test_le_temoin_d_une_autre_origine_n_est_pas_lu() -> None:
    with utiliser(HTTPS):
        assert jeton_de_session(requete(("Cookie", f"session={JETON}"))) is None
        assert jeton_de_session(requete(("Cookie", f"__Host-session={JETON}"))) == JETON
    with utiliser(HTTP):
        assert jeton_de_session(requete(("Cookie", f"session={JETON}"))) == JETON


@pytest.mark.parametrize("valeur", ["", "court", "J" * 44, "J" * 42 + "%", "J" * 42 + "é", "' OR 1=1 --"])
def test_un_jeton_mal_fait_ne_va_pas_a_la_base(valeur: str) -> None:
    with utiliser(HTTP):
        assert jeton_de_session(requete(("Cookie", f"session={valeur}"))) is None


def _appareil(*courriels: str) -> str:
    """The cookie of a browser after these accounts signed in, one after the other."""
    contenu = ""
    for courriel in courriels:
        avec = requete(("Cookie", f"appareil={contenu}"))
        reponse = Response(b"")
        retenir_appareil(reponse, avec, appareil(avec), courriel)
        contenu = str(reponse.cookies[-1].value)
    return contenu


def test_un_appareil_se_souvient_de_ses_comptes() -> None:
    with utiliser(HTTP):
        vu = requete(("Cookie", f"appareil={_appareil('A@example.fr', 'b@example.fr', 'a@example.fr')}"))
        assert appareil_connu(vu, "a@EXAMPLE.fr ") == appareil(vu)
        assert appareil_connu(vu, "b@example.fr") == appareil(vu)
        assert appareil_connu(vu, "c@example.fr") is None


def test_un_appareil_partage_en_garde_quelques_uns() -> None:
    with utiliser(HTTP):
        boites = [f"p{rang}@example.fr" for rang in range(7)]
        vu = requete(("Cookie", f"appareil={_appareil(*boites)}"))
        assert [appareil_connu(vu, boite) is not None for boite in boites] == [False] * 2 + [True] * 5


def test_un_sceau_finit_ici_au_bout_d_un_an() -> None:
    """However long the browser keeps the cookie; a seal put again lives a year more, and takes the place of the old."""
    with utiliser(HTTP), time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        garde = _appareil("a@example.fr")
        vu = requete(("Cookie", f"appareil={garde}"))
        horloge.shift(DUREE_APPAREIL - timedelta(seconds=1))
        assert appareil_connu(vu, "a@example.fr") == appareil(vu)
        refait = Response(b"")
        retenir_appareil(refait, vu, appareil(vu), "a@example.fr")
        horloge.shift(timedelta(seconds=1))
        assert appareil_connu(vu, "a@example.fr") is None
        neuf = requete(("Cookie", f"appareil={refait.cookies[-1].value}"))
        assert len(str(refait.cookies[-1].value).split(".")) == 2
        assert appareil_connu(neuf, "a@example.fr") == appareil(vu)


def test_la_date_d_un_sceau_ne_se_change_pas() -> None:
    with utiliser(HTTP), time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        marque, vieux = _appareil("a@example.fr").split(".")
        scelle = appareil_scelle(requete(("Cookie", f"appareil={marque}.{vieux}")), "a@example.fr")
        assert scelle is not None
        assert scelle.scelle_le == maintenant()
        horloge.shift(DUREE_APPAREIL)
        neuf = _appareil("a@example.fr").split(".")[1]
        greffe = neuf[:10] + vieux[10:]
        assert appareil_connu(requete(("Cookie", f"appareil={marque}.{greffe}")), "a@example.fr") is None


def test_un_appareil_ne_s_invente_pas() -> None:
    with utiliser(HTTP):
        marque, sceau = _appareil("a@example.fr").split(".")
        for forge in (
            "",
            marque,
            f"{'x' * 22}.{sceau}",
            f"{marque}.{'x' * 22}",
            f"{marque}.{'x' * 32}",
            f"{marque}.{'_' * 32}",
            f"{marque}.",
            f"{marque}.{sceau}.",
            "...",
        ):
            assert appareil_connu(requete(("Cookie", f"appareil={forge}")), "a@example.fr") is None
    with utiliser(replace(HTTP, cle=bytes(32))):
        vu = requete(("Cookie", f"appareil={marque}.{sceau}"))
        assert appareil_connu(vu, "a@example.fr") is None  # another collectivité's


@pytest.mark.parametrize(
    ("mandataires", "relais", "prise", "attendue"),
    [
        (0, [], "203.0.113.7", "203.0.113.7"),
        (0, ["1.1.1.1"], "203.0.113.7", "203.0.113.7"),
        (1, ["198.51.100.9"], "127.0.0.1", "198.51.100.9"),
        (1, ["1.1.1.1, 198.51.100.9"], "127.0.0.1", "198.51.100.9"),
        (1, ["1.1.1.1", "198.51.100.9"], "127.0.0.1", "198.51.100.9"),
        (2, ["1.1.1.1, 198.51.100.9, 10.0.0.2"], "127.0.0.1", "198.51.100.9"),
        (2, ["198.51.100.9"], "127.0.0.1", "127.0.0.1"),
        (1, ["198.51.100.9:4711"], "127.0.0.1", "198.51.100.9"),
        (1, ["[2001:db8::1]:4711"], "127.0.0.1", "2001:db8::/64"),
        (1, ["n’importe quoi"], "127.0.0.1", "127.0.0.1"),
        (1, [""], "127.0.0.1", "127.0.0.1"),
        (0, [], "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, [], "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (0, [], "::ffff:203.0.113.7", "203.0.113.7"),
    ],
)
def test_l_adresse_est_celle_que_notre_mandataire_a_ecrite(
    mandataires: int, relais: list[str], prise: str, attendue: str
) -> None:
    presents = reglages()
    imposer(replace(presents, mandataires=mandataires))
    recue = requete(*(("X-Forwarded-For", r.encode().decode("latin-1")) for r in relais), prise=prise)
    try:
        assert adresse_du_visiteur(recue) == attendue
    finally:
        imposer(presents)


@pytest.mark.parametrize(
    "suite",
    ["/espace", "/factures?etat=reglees&page=2", "/factures/2300240069928", "/bacs#levees", "/a?u=https://x.fr//"],
)
def test_un_chemin_d_ici_est_garde(suite: str) -> None:
    assert suite_locale(suite) == suite


@pytest.mark.parametrize(
    "suite", ["//x.fr", "/\\x.fr", "https://x.fr", "x", "", None, "/a\tb", "/é", "/x//y", "/" * 600]
)
def test_un_chemin_d_ailleurs_est_remplace(suite: str | None) -> None:
    assert suite_locale(suite) == "/espace"

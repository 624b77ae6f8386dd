"""`python -m bench.poids [--strict]`: bytes on the wire (headers and bodies, brotli) beside their budgets.

Cold is an empty cache with the session's cookie, warm the second visit; as Chromium counts them, from a demonstration
that is started for the occasion. Images (logo, icon) are cached for good: they stand apart, out of total and requests.
"""

import argparse
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from tests.navigateur.chromium import chromium
from tests.navigateur.demonstration import CAMILLE, MOT_DE_PASSE, Demonstration, demonstration

Genre = Literal["html", "css", "js", "images"]
GENRES: dict[str, Genre] = {"Document": "html", "XHR": "html", "Stylesheet": "css", "Script": "js"}
CSS = 4_500
HTMX = 17_000
IMAGES = 8_000


@dataclass(slots=True)
class Poids:
    """What went over the wire."""

    octets: dict[Genre, int] = field(default_factory=lambda: {"html": 0, "css": 0, "js": 0, "images": 0})
    requetes: int = 0

    @property
    def total(self) -> int:
        """Without the images."""
        return self.octets["html"] + self.octets["css"] + self.octets["js"]


class Compteur:
    """Listens to one page's network, as Chromium's own tools do."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._requetes: dict[str, dict[str, Any]] = {}
        cdp = page.context.new_cdp_session(page)
        cdp.on("Network.requestWillBeSent", self._partir)
        cdp.on("Network.responseReceived", self._recevoir)
        cdp.on("Network.requestServedFromCache", lambda e: self._noter(e, gardee=True))
        cdp.on("Network.loadingFinished", self._finir)
        cdp.send("Network.enable")

    def pendant(self, geste: Callable[[], object]) -> Poids:
        """The weight of what a gesture brings."""
        self._requetes.clear()
        geste()
        self._page.wait_for_load_state("networkidle")
        self._page.wait_for_timeout(100)
        poids = Poids()
        for requete in self._requetes.values():
            if not requete["gardee"]:
                genre = GENRES.get(requete["type"], "images")
                poids.octets[genre] += requete["octets"]
                poids.requetes += 0 if genre == "images" else 1 + requete["bonds"]
        return poids

    def _partir(self, evenement: dict[str, Any]) -> None:
        if not evenement["request"]["url"].startswith("http"):
            return
        connue = self._requetes.get(evenement["requestId"])
        if connue is not None and "redirectResponse" in evenement:
            connue["octets"] += evenement["redirectResponse"]["encodedDataLength"]
            connue["bonds"] += 1
            return
        self._requetes[evenement["requestId"]] = {
            "type": evenement.get("type", ""), "octets": 0, "bonds": 0, "gardee": False,
        }  # fmt: skip

    def _recevoir(self, evenement: dict[str, Any]) -> None:
        if evenement["response"].get("fromDiskCache"):
            self._noter(evenement, gardee=True)

    def _finir(self, evenement: dict[str, Any]) -> None:
        if (requete := self._requetes.get(evenement["requestId"])) is not None:
            requete["octets"] += evenement["encodedDataLength"]

    def _noter(self, evenement: dict[str, Any], *, gardee: bool) -> None:
        if (requete := self._requetes.get(evenement["requestId"])) is not None:
            requete["gardee"] = gardee


@dataclass(frozen=True, slots=True)
class Ligne:
    """A measure and what it may weigh."""

    nom: str
    poids: Poids
    budget: int
    html: int = 0
    tiede: Poids | None = None
    requetes: int = 0

    def depassements(self) -> list[str]:
        """Each budget that is exceeded."""
        mesures = [("total", self.poids.total, self.budget), ("images", self.poids.octets["images"], IMAGES)]
        if self.html:
            mesures += [("HTML", self.poids.octets["html"], self.html), ("CSS", self.poids.octets["css"], CSS)]
            mesures += [("JS", self.poids.octets["js"], HTMX)]
        if self.tiede is not None:
            mesures.append(("warm", self.tiede.total, self.html))
        if self.requetes:
            mesures.append(("requests", self.poids.requetes, self.requetes))
        return [f"{self.nom}: {quoi} {valeur} > {limite}" for quoi, valeur, limite in mesures if valeur > limite]


def mesurer(demo: Demonstration, navigateur: Browser) -> list[Ligne]:
    """Every measure."""
    return [
        _visite(navigateur, demo, "home", "/", 7_000, 2_500),
        _visite(navigateur, demo, "login", "/connexion", 7_000, 2_500),
        _visite(navigateur, demo, "account", "/espace", 25_500, 4_000, connecte=True),
        _visite(navigateur, demo, "bills (12 rows)", "/factures", 9_500 + HTMX, 5_000, connecte=True),
        _refus(navigateur, demo),
        _onglet(navigateur, demo, "swap: services", "#onglet-services", 1_200),
        # Two contrats' records are as long as a table.
        _onglet(navigateur, demo, "swap: information", "#onglet-informations", 2_500),
        _onglet(navigateur, demo, "swap: bills", "#onglet-factures", 2_500),
        _journee(navigateur, demo),
    ]


def _visite(
    navigateur: Browser, demo: Demonstration, nom: str, chemin: str, budget: int, html: int,
    *, connecte: bool = False,
) -> Ligne:  # fmt: skip
    page = navigateur.new_context(storage_state=_session(navigateur, demo) if connecte else None).new_page()
    compteur = Compteur(page)

    def venir() -> None:
        page.goto(demo.origine() + chemin)

    froid = compteur.pendant(venir)
    page.goto("about:blank")
    tiede = compteur.pendant(venir)
    page.context.close()
    return Ligne(nom, froid, budget, html, tiede, requetes=3 if connecte else 2)


def _refus(navigateur: Browser, demo: Demonstration) -> Ligne:
    """The sign-in form, sent back empty."""
    page = navigateur.new_context().new_page()
    compteur = Compteur(page)
    compteur.pendant(lambda: page.goto(demo.origine() + "/connexion"))
    poids = compteur.pendant(lambda: page.get_by_role("button", name="CONNEXION", exact=True).click())
    page.context.close()
    return Ligne("login, refused", poids, 2_500, requetes=1)


def _onglet(navigateur: Browser, demo: Demonstration, nom: str, onglet: str, budget: int) -> Ligne:
    page = navigateur.new_context(storage_state=_session(navigateur, demo)).new_page()
    compteur = Compteur(page)
    compteur.pendant(lambda: page.goto(demo.origine() + "/espace"))
    poids = compteur.pendant(lambda: page.locator(onglet).click())
    page.context.close()
    return Ligne(nom, poids, budget, requetes=1)


def _journee(navigateur: Browser, demo: Demonstration) -> Ligne:
    """Home, login, account, three tabs, bills, one bill, log out, from an empty cache."""
    page = navigateur.new_context().new_page()

    def passer() -> None:
        page.goto(demo.origine() + "/")
        page.get_by_role("link", name="J’accède à mon espace").click()
        _entrer(page)
        for onglet in ("informations", "bacs", "services", "factures"):
            with page.expect_response(re.compile(f"/{onglet}$")):
                page.locator(f"#onglet-{onglet}").click()
        page.locator("tbody th a").first.click()
        page.get_by_role("button", name="DÉCONNEXION").click()
        page.wait_for_load_state()

    poids = Compteur(page).pendant(passer)
    page.context.close()
    return Ligne("journey", poids, 45_000, requetes=14)


def _session(navigateur: Browser, demo: Demonstration) -> Any:
    page = navigateur.new_context().new_page()
    page.goto(demo.origine() + "/connexion")
    _entrer(page)
    etat = page.context.storage_state()
    page.context.close()
    return etat


def _entrer(page: Page) -> None:
    page.get_by_label("Identifiant (adresse mail)").fill(CAMILLE)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("button", name="CONNEXION", exact=True).click()
    page.get_by_role("heading", name="Mon espace usager").wait_for()


def tableau(lignes: list[Ligne]) -> str:
    """The measures, in bytes, each total beside its budget."""
    rangs = [["", "HTML", "CSS", "JS", "total", "budget", "requests", "warm", "images"]]
    for ligne in lignes:
        octets, poids = ligne.poids.octets, ligne.poids
        tiede = ligne.tiede.total if ligne.tiede else ""
        nombres = [octets["html"], octets["css"], octets["js"], poids.total, ligne.budget, poids.requetes, tiede]
        rangs.append([ligne.nom, *map(str, nombres), str(octets["images"])])
    largeurs = [max(len(rang[colonne]) for rang in rangs) for colonne in range(9)]
    return "\n".join("  ".join(f"{mot:>{large}}" for mot, large in zip(rang, largeurs, strict=True)) for rang in rangs)


def principal() -> int:
    """Print the table; with --strict, exit code 1 when anything is over its budget."""
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--strict", action="store_true")
    strict = lecteur.parse_args().strict
    with tempfile.TemporaryDirectory() as dossier, demonstration(Path(dossier)) as demo, chromium() as navigateur:
        lignes = mesurer(demo, navigateur)
    print(tableau(lignes))
    trop = [depassement for ligne in lignes for depassement in ligne.depassements()]
    print("\n" + ("\n".join(["Over budget:", *trop]) if trop else "All within their budgets."))
    return 1 if strict and trop else 0


if __name__ == "__main__":
    raise SystemExit(principal())

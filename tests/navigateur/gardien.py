"""Watches a browser: nothing leaves the machine, nothing complains, and each page met is examined once per state."""

import re
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.outils.page import manquements

ETROIT = 320
DOUBLER_LE_TEXTE = """
const racine = document.documentElement;
racine.style.fontSize = 2 * parseFloat(getComputedStyle(racine).fontSize) + "px";
"""
TOLERES = ("Failed to load resource: the server responded with a status of 4",)
"""Chromium's echo of a status that `_recevoir` judges."""


class Gardien:
    """Gathers complaints; the journey's end reads them."""

    def __init__(
        self, contexte: BrowserContext, portail: str, *, avec_script: bool, vues: set[tuple[object, ...]]
    ) -> None:
        self._portail = urlsplit(portail).netloc
        self.plaintes: list[str] = []
        self.codes_permis = {422}
        self._avec_script = avec_script
        self._vues = vues
        self._document: Response | None = None
        self._fragments: list[Response] = []
        contexte.on("request", self._partir)
        contexte.on("response", self._recevoir)
        contexte.on("requestfailed", self._echouer)
        contexte.on("console", self._ecouter)
        contexte.on("weberror", lambda erreur: self.plaintes.append(f"script: {erreur.error}"))

    def examiner(self, page: Page) -> None:
        """The house rules, axe in light and dark, 320 px: once for each page in each state."""
        fragments, self._fragments = self._fragments, []
        for fragment in fragments:
            self._selon_la_maison(fragment, entier=False)
        chemin = urlsplit(page.url).path
        if chemin.startswith("/admin"):  # Piccolo Admin's own pages
            return
        document = self._document
        if document is not None and document.url.split("#")[0] == page.url.split("#")[0]:
            self._selon_la_maison(document, entier=True)
        if self._est_neuve("vue", _motif(page.url), page.title()):
            self._selon_axe(page)
            self._tenir_a_l_etroit(page)

    def _selon_la_maison(self, reponse: Response, *, entier: bool) -> None:
        if urlsplit(reponse.url).netloc != self._portail:  # the simulator has its own
            return
        html = reponse.text()
        titre = re.search("<title>(.*?)</title>", html)
        if self._est_neuve("html", entier, _motif(reponse.url), titre and titre[1]):
            self.plaintes += [f"{reponse.url}: {m}" for m in manquements(html, fragment=not entier)]

    def _selon_axe(self, page: Page) -> None:
        if not self._avec_script:  # axe is a script; the page without it is the same
            return
        page.evaluate(AXE_SCRIPT)
        self._noter_axe(page, {})
        page.emulate_media(color_scheme="dark")
        self._noter_axe(page, {"runOnly": ["color-contrast"]})
        page.emulate_media(color_scheme="light")

    def _noter_axe(self, page: Page, choix: dict[str, Any]) -> None:
        options = {"resultTypes": ["violations"], "preload": False} | choix
        for violation in page.evaluate("options => axe.run(options).then(resultat => resultat.violations)", options):
            lieux = "; ".join(" ".join(map(str, noeud["target"])) for noeud in violation["nodes"][:3])
            self.plaintes.append(f"{page.url}: axe {violation['id']}: {violation['help']} ({lieux})")

    def _tenir_a_l_etroit(self, page: Page) -> None:
        """No sideways scroll in a window of 320 px, nor with text twice as large."""
        taille = page.viewport_size or {"width": 1280, "height": 900}
        page.set_viewport_size({"width": ETROIT, "height": taille["height"]})
        self._tenir_dans(page, ETROIT, "in a window of 320 px")
        page.set_viewport_size(taille)
        page.evaluate(DOUBLER_LE_TEXTE)
        self._tenir_dans(page, taille["width"], "with text at 200 %")
        page.evaluate("document.documentElement.removeAttribute('style')")

    def _tenir_dans(self, page: Page, largeur: int, quand: str) -> None:
        vue = page.evaluate("document.scrollingElement.scrollWidth")
        if vue > largeur:
            self.plaintes.append(f"{page.url}: {vue} px wide {quand}")

    def _est_neuve(self, *cle: object) -> bool:
        cle = (self._avec_script, *cle)
        neuve = cle not in self._vues
        self._vues.add(cle)
        return neuve

    def _partir(self, requete: Request) -> None:
        adresse = urlsplit(requete.url)
        hote = adresse.hostname or ""
        if adresse.scheme in ("http", "https", "ws", "wss") and not (
            hote == "localhost" or hote.endswith(".localhost")
        ):
            self.plaintes.append(f"a request left the machine: {requete.url}")

    def _recevoir(self, reponse: Response) -> None:
        requete = reponse.request
        if reponse.status >= 400 and reponse.status not in self.codes_permis:
            self.plaintes.append(f"{requete.method} {requete.url}: {reponse.status}")
        if not reponse.headers.get("content-type", "").startswith("text/html") or reponse.status in (301, 302, 303):
            return
        if requete.is_navigation_request():
            self._document = reponse
        elif requete.resource_type in ("xhr", "fetch"):
            self._fragments.append(reponse)

    def _echouer(self, requete: Request) -> None:
        if "ERR_ABORTED" not in (requete.failure or ""):  # a navigation cut short by the next one, or a download
            self.plaintes.append(f"{requete.url}: {requete.failure}")

    def _ecouter(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(TOLERES):
            self.plaintes.append(f"console: {message.text}")


def _motif(adresse: str) -> str:
    """The address without what changes from one object to the next."""
    parties = urlsplit(adresse)
    chemin = "/".join("…" if re.search(r"\d|.{25}", part) else part for part in parties.path.split("/"))
    return f"{parties.hostname}{chemin}?{re.sub(r'=[^&]*[0-9][^&]*', '=…', parties.query)}"

"""What a person does with the browser: go, fill in, press; every page on the way is examined."""

import re

import httpx
from playwright.sync_api import Browser, Page, expect

from tests.navigateur.demonstration import CAMILLE, MOT_DE_PASSE, Demonstration
from tests.navigateur.gardien import Gardien

expect.set_options(timeout=10_000)


class Visite:
    """One person before one collectivité's portal."""

    def __init__(self, page: Page, gardien: Gardien, demo: Demonstration, collectivite: str) -> None:
        self.page = page
        self.gardien = gardien
        self.demo = demo
        self.origine = demo.origine(collectivite)

    def quitter(self) -> list[str]:
        """Close the browser; what was complained of."""
        self.page.context.close()
        return self.gardien.plaintes

    def aller(self, adresse: str) -> None:
        """Type an address."""
        self.page.goto(adresse if adresse.startswith("http") else self.origine + adresse)
        self.gardien.examiner(self.page)

    def suivre(self, lien: str | re.Pattern[str], titre: str = "") -> None:
        """Follow a link, to the page of this heading."""
        self._agir("link", lien, titre)

    def presser(self, bouton: str | re.Pattern[str], titre: str = "") -> None:
        """Press a button that sends a form, to the page of this heading."""
        self._agir("button", bouton, titre)

    def onglet(self, libelle: str, titre: str) -> None:
        """Choose a tab."""
        self.suivre(libelle, titre)

    def remplir(self, **champs: str) -> None:
        """Type into fields, by name."""
        for nom, valeur in champs.items():
            self.page.locator(f"[name={nom}]").fill(valeur)

    def lire_titre(self, titre: str) -> None:
        """Expect this heading, which begins the page's title too, then examine the page."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(titre)
        expect(self.page).to_have_title(re.compile(f"^(Erreur\\s: )?{_litteral(titre)}"))
        self.gardien.examiner(self.page)

    def lire(self, texte: str | re.Pattern[str]) -> None:
        """Expect these words in the page's main part."""
        expect(self.page.locator("main")).to_contain_text(texte)

    def fermer_l_onglet(self) -> None:
        """Close the tab and open an empty one."""
        ancien, self.page = self.page, self.page.context.new_page()
        ancien.close()

    def telecharger(self, lien: str | re.Pattern[str]) -> httpx.Response:
        """What a link to a file gives to this person; a browser would open its own reader on it."""
        href = self.page.get_by_role("link", name=lien).first.get_attribute("href")
        temoins = {t["name"]: t["value"] for t in self.page.context.cookies(self.origine)}
        adresse = f"http://127.0.0.1:{self.demo.port}{href}"
        return httpx.get(adresse, headers={"Host": self.origine.removeprefix("http://")}, cookies=temoins)

    def se_connecter(self, courriel: str = CAMILLE, mot_de_passe: str = MOT_DE_PASSE) -> None:
        """Sign in at the front door."""
        self.aller("/connexion")
        self.remplir(identifiant=courriel, mot_de_passe=mot_de_passe)
        self.presser("CONNEXION", "Mon espace usager")

    def _agir(self, role: str, nom: str | re.Pattern[str], titre: str) -> None:
        cible = self.page.get_by_role(role, name=nom, exact=isinstance(nom, str))  # type: ignore[arg-type]
        with self.page.expect_navigation():
            cible.first.click()
        if titre:
            self.lire_titre(titre)
        else:
            self.gardien.examiner(self.page)


def ouvrir_visite(
    navigateur: Browser,
    demo: Demonstration,
    vues: set[tuple[object, ...]],
    collectivite: str = "ccfi",
    *,
    avec_script: bool = True,
) -> Visite:
    """A browser of its own, watched from its first request on."""
    contexte = navigateur.new_context(
        java_script_enabled=avec_script, viewport={"width": 1280, "height": 900}, locale="fr-FR"
    )
    contexte.set_default_timeout(10_000)
    gardien = Gardien(contexte, demo.origine(collectivite), avec_script=avec_script, vues=vues)
    return Visite(contexte.new_page(), gardien, demo, collectivite)


def _litteral(texte: str) -> str:
    """Escaped for the browser's own regular expressions, which refuse Python's escaped spaces."""
    return re.sub(r"([.*+?^${}()|\[\]\\/])", r"\\\1", texte)

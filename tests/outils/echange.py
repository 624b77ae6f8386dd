"""A browser without JavaScript: follows cookies, fetches the forms' proof, checks every page that it gets."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache

import httpx
from bs4 import BeautifulSoup
from litestar import Litestar

from app.base import Inscription
from app.base.registre import Annuaire
from app.main import creer_application
from app.web.aiguillage import Portail
from tests.outils.page import verifier_page

PREUVE = re.compile(r'name="jeton_csrf" value="([^"]+)"')


class _AnnuaireFixe(Annuaire):
    """A registry of one collectivité: the one that the test serves, in its own transaction."""

    def __init__(self, inscription: Inscription) -> None:
        super().__init__("")
        self._seule = inscription

    async def trouver(self, hote: str) -> Inscription | None:
        return self._seule if hote in self._seule.hotes else None


class Echange:
    """What a resident does with a browser."""

    def __init__(self, client: httpx.AsyncClient, inscription: Inscription) -> None:
        self.client = client
        self.inscription = inscription
        self.derniere: httpx.Response | None = None

    async def get(self, chemin: str, *, htmx: bool = False, suivre: bool = False, **entetes: str) -> httpx.Response:
        """Fetch an address; a page is checked by the house rules."""
        plus = {"HX-Request": "true"} if htmx else {}
        return self._recu(await self.client.get(chemin, headers=plus | entetes, follow_redirects=suivre), fragment=htmx)

    async def post(
        self,
        chemin: str,
        champs: Mapping[str, str] | None = None,
        *,
        jeton: str | None = None,
        suivre: bool = False,
        **entetes: str,
    ) -> httpx.Response:
        """Send a form with the proof found on the last page (or the one given), as a browser would."""
        donnees = {"jeton_csrf": self.jeton() if jeton is None else jeton} | dict(champs or {})
        origine = {"Origin": self.inscription.origine, "Sec-Fetch-Site": "same-origin"}
        return self._recu(
            await self.client.post(chemin, data=donnees, headers=origine | entetes, follow_redirects=suivre)
        )

    async def soumettre(self, chemin: str, champs: Mapping[str, str], **entetes: str) -> httpx.Response:
        """Open the page of a form, then send it to the same address."""
        await self.get(chemin)
        return await self.post(chemin, champs, jeton=None, suivre=False, **entetes)

    def jeton(self) -> str:
        """The proof on the last page."""
        assert self.derniere is not None
        trouve = PREUVE.search(self.derniere.text)
        assert trouve is not None, "the last page has no form of ours"
        return trouve[1]

    def soupe(self) -> BeautifulSoup:
        """The last page, to look into."""
        assert self.derniere is not None
        return BeautifulSoup(self.derniere.text, "html5lib")

    def texte(self) -> str:
        """The visible text of the last page's main part."""
        principal = self.soupe().find("main") or self.soupe()
        return " ".join(principal.get_text(" ").split())

    def _recu(self, reponse: httpx.Response, *, fragment: bool = False) -> httpx.Response:
        if reponse.headers.get("content-type", "").startswith("text/html"):
            verifier_page(reponse.text, url=str(reponse.url), fragment=fragment and "<html" not in reponse.text)
            self.derniere = reponse
        return reponse


@cache
def _l_application() -> Litestar:
    """One for all tests: it keeps nothing from one request to the next, and building it takes a tenth of a second."""
    return creer_application()


@asynccontextmanager
async def ouvrir_echange(inscription: Inscription, application: Litestar | None = None) -> AsyncIterator[Echange]:
    """A new browser before the whole application, or before another one."""
    portail = Portail(application or _l_application(), "")
    portail.annuaire = _AnnuaireFixe(inscription)
    transport = httpx.ASGITransport(app=portail, client=("127.0.0.1", 50000))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=inscription.origine) as client:
        yield Echange(client, inscription)

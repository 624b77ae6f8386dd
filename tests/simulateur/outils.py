"""A simulator in the test's own process, and the raw messages that a client of ours would never send."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast
from xml.sax.saxutils import escape

import httpx
from bs4 import BeautifulSoup
from litestar import Litestar

from app.payfip import ClientPayfip, DemandeCreation
from app.simulateur import ReglagesSimulateur, creer_simulateur
from app.simulateur.tresor import Tresor

ORIGINE = "http://payfip.localhost:8002"
CARTE_ACCEPTEE = "5017670000001800"
CARTE_REFUSEE = "4978860713891312"
ESPACE = (
    "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/"
    "contrat_paiement_securise/PaiementSecuriseService"
)

BONNE_DEMANDE = {
    "exer": "2023",
    "mel": "camille.martin@example.fr",
    "montant": "8794",
    "numcli": "090909",
    "objet": "Facture 2300240069928",
    "refdet": "2023002223002200000000",
    "saisie": "T",
    "urlnotif": "http://ccfi.localhost:8000/paiement/notification",
    "urlredirect": "http://ccfi.localhost:8000/paiement/retour",
}


def demande(**champs: Any) -> DemandeCreation:
    """A good request, with some fields changed."""
    return DemandeCreation(**{**BONNE_DEMANDE, "montant": 8794, **champs})


@dataclass(frozen=True)
class Banc:
    """The simulator, a browser on it, and our client."""

    http: httpx.AsyncClient
    client: ClientPayfip
    tresor: Tresor

    async def regler(self, **bascules: Any) -> None:
        """Set switches."""
        (await self.http.post("/simulateur/reglages.json", json=bascules)).raise_for_status()

    async def payer(self, idop: str, issue: str) -> httpx.Response:
        """Give an outcome without a browser."""
        return await self.http.post("/simulateur/payer.json", json={"idop": idop, "issue": issue})

    async def appeler(self, operation: str, champs: dict[str, str], espace: str = ESPACE) -> httpx.Response:
        """Call the service by hand."""
        corps = "".join(f"<{nom}>{escape(valeur)}</{nom}>" for nom, valeur in champs.items())
        return await self.poster(
            '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
            f'<x:{operation} xmlns:x="{espace}"><arg0>{corps}</arg0></x:{operation}></soap:Body></soap:Envelope>'
        )

    async def poster(self, enveloppe: str) -> httpx.Response:
        """Send any text to the service."""
        entetes = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}
        return await self.http.post("/tpa/services/securite", content=enveloppe, headers=entetes)


@asynccontextmanager
async def monter(
    reglages: ReglagesSimulateur | None = None, vers: httpx.AsyncBaseTransport | None = None
) -> AsyncIterator[Banc]:
    """`vers` is where the notifications go; by default nowhere answers."""
    sortie = httpx.AsyncClient(transport=vers or httpx.ASGITransport(_personne))
    simulateur = creer_simulateur(reglages, sortie)
    async with sortie, httpx.AsyncClient(transport=vers_le(simulateur), base_url=ORIGINE) as http:
        yield Banc(http, ClientPayfip(ORIGINE, http), simulateur.state.tresor)
        await simulateur.state.tresor.fermer()


def vers_le(simulateur: Litestar) -> httpx.ASGITransport:
    """The simulator without a network."""
    return httpx.ASGITransport(cast(Any, simulateur))


def soupe(reponse: httpx.Response) -> BeautifulSoup:
    """A page, once it is sure that it is one: a language, a title that says the h1, labelled fields."""
    arbre = BeautifulSoup(reponse.text, "html.parser")
    assert arbre.html is not None
    assert arbre.html["lang"] == "fr"
    (titre,) = arbre.find_all("h1")
    assert arbre.title is not None
    assert titre.get_text() in arbre.title.get_text()
    assert not arbre.find_all(["script", "style"])
    assert not arbre.find_all(style=True)
    identifiants = [balise["id"] for balise in arbre.find_all(id=True)]
    assert len(identifiants) == len(set(identifiants))
    for champ in arbre.select("input:not([type=hidden]), select"):
        assert arbre.select(f'label[for="{champ["id"]}"]')
        for decrit in str(champ.get("aria-describedby", "")).split():
            assert decrit in identifiants
    return arbre


def descriptions(arbre: BeautifulSoup) -> dict[str, str]:
    """The terms of the page's lists and what stands beside them."""
    return {bloc.dt.get_text(): bloc.dd.get_text() for bloc in arbre.select("dl > div") if bloc.dt and bloc.dd}


async def _personne(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})

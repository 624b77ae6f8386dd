"""Through real sockets, under names that only browsers know."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn

from app.payfip import ClientPayfip, creer_http
from app.payfip.transport import TransportLocal
from app.simulateur import creer_serveur
from tests.simulateur.collectivite import Collectivite
from tests.simulateur.outils import demande


@asynccontextmanager
async def en_marche(serveur: uvicorn.Server) -> AsyncIterator[None]:
    tache = asyncio.create_task(serveur.serve())
    while not serveur.started:  # noqa: ASYNC110 - uvicorn tells it by this flag alone
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        serveur.should_exit = True
        await tache


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


async def test_un_vrai_simulateur_et_une_vraie_collectivite() -> None:
    port, port_ville = port_libre(), port_libre()
    ville = Collectivite()
    ecoute = uvicorn.Server(uvicorn.Config(ville, host="127.0.0.1", port=port_ville, lifespan="off", log_level="error"))
    origine = f"http://payfip.localhost:{port}"
    async with en_marche(creer_serveur(port)), en_marche(ecoute), creer_http() as http, ClientPayfip(origine) as client:
        idop = await client.creer_paiement(
            demande(urlnotif=f"http://ccfi.localhost:{port_ville}/paiement/notification")
        )
        contrat = (await http.get(f"{origine}/tpa/services/securite?wsdl")).text
        assert f'location="{origine}/tpa/services/securite"' in contrat
        assert (await http.get(client.adresse_de_paiement(idop))).status_code == 200
        await http.post(f"{origine}/tpa/prelevement.web", data={"idop": idop, "action": "accepter"})
        await ville.attendre()
        assert ville.recus == [("POST", "/paiement/notification", {"idop": idop})]
        assert (await client.lire_detail(idop)).resultrans == "V"


class Temoin(httpx.AsyncBaseTransport):
    """The end of the line: keeps what would be sent."""

    def __init__(self) -> None:
        self.demandes: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.demandes.append(request)
        return httpx.Response(204)


@pytest.mark.parametrize(
    ("nom", "joint"),
    [
        ("ccfi.localhost", "127.0.0.1"),
        ("a.b.localhost", "127.0.0.1"),
        ("localhost", "localhost"),
        ("localhost.example.fr", "localhost.example.fr"),
        ("pas-localhost", "pas-localhost"),
        ("www.payfip.gouv.fr", "www.payfip.gouv.fr"),
    ],
)
async def test_seuls_les_noms_en_localhost_sont_detournes(nom: str, joint: str) -> None:
    temoin = Temoin()
    async with httpx.AsyncClient(transport=TransportLocal(temoin)) as http:
        await http.get(f"https://{nom}:8443/a?b=c")
    (envoyee,) = temoin.demandes
    assert (envoyee.url.host, envoyee.url.port, envoyee.url.path) == (joint, 8443, "/a")
    assert envoyee.headers["host"] == f"{nom}:8443"
    assert envoyee.extensions.get("sni_hostname", nom) == nom

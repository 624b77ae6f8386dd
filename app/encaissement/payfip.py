"""The client of PayFiP that this event loop uses, behind its fuse."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from weakref import WeakKeyDictionary

from app.encaissement.disjoncteur import Disjoncteur
from app.payfip import ClientPayfip, DemandeCreation, Detail, PayfipIndisponible, PayfipRefus
from app.reglages import reglages

T = TypeVar("T")


class Payfip:
    """What the desk asks of the Treasury."""

    def __init__(self, client: ClientPayfip) -> None:
        self._client = client
        self._disjoncteur = Disjoncteur()

    async def creer_paiement(self, demande: DemandeCreation) -> str:
        """Open a payment and return its idOp."""
        return await self._appeler(lambda: self._client.creer_paiement(demande))

    async def lire_detail(self, idop: str) -> Detail:
        """The outcome of a payment."""
        return await self._appeler(lambda: self._client.lire_detail(idop))

    def adresse_de_paiement(self, idop: str) -> str:
        """Where the resident's browser goes to pay."""
        return self._client.adresse_de_paiement(idop)

    async def fermer(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _appeler(self, appel: Callable[[], Awaitable[T]]) -> T:
        self._disjoncteur.laisser_passer()
        try:
            reponse = await appel()
        except PayfipIndisponible:
            self._disjoncteur.noter(repondu=False)
            raise
        except PayfipRefus:
            self._disjoncteur.noter(repondu=True)
            raise
        self._disjoncteur.noter(repondu=True)
        return reponse


_clients: WeakKeyDictionary[asyncio.AbstractEventLoop, Payfip] = WeakKeyDictionary()


def payfip() -> Payfip:
    """The one of this event loop, made at first use from the settings."""
    boucle = asyncio.get_running_loop()
    if boucle not in _clients:
        _clients[boucle] = Payfip(ClientPayfip(reglages().payfip))
    return _clients[boucle]


@contextmanager
def utiliser_client(client: ClientPayfip) -> Iterator[None]:
    """Speak with this one instead, in the whole event loop, within the block."""
    boucle = asyncio.get_running_loop()
    precedent = _clients.get(boucle)
    _clients[boucle] = Payfip(client)
    try:
        yield
    finally:
        if precedent is None:
            _clients.pop(boucle, None)
        else:
            _clients[boucle] = precedent


async def fermer_payfip() -> None:
    """Close what this event loop opened."""
    client = _clients.pop(asyncio.get_running_loop(), None)
    if client is not None:
        await client.fermer()

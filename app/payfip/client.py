"""The client of PayFiP's web service: bounded in time and in size, and every failure has its type."""

import asyncio
import time
from types import TracebackType
from typing import Self
from urllib.parse import quote

import httpx
import structlog

from app.payfip.erreurs import PayfipIndisponible, PayfipRefus
from app.payfip.messages import (
    DemandeCreation,
    Detail,
    FicheClient,
    Operation,
    ecrire_creation,
    ecrire_demande_client,
    ecrire_demande_detail,
    lire_detail,
    lire_fiche_client,
    lire_idop_cree,
    lire_reponse,
)
from app.payfip.transport import creer_http

journal = structlog.get_logger(__name__)

_TAILLE_MAXI = 64 * 1024
_CONNEXION = 3.0
_ENTETES = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""', "Accept-Encoding": "identity"}


class ClientPayfip:
    """One PayFiP, known by its origin. Keep one per process and close it at the end."""

    def __init__(self, origine: str, http: httpx.AsyncClient | None = None, *, delai: float = 5.0) -> None:
        self.origine = origine.rstrip("/")
        self._http = http or creer_http()
        self._a_fermer = http is None
        self._delai = delai

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, nature: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections, unless they were lent."""
        if self._a_fermer:
            await self._http.aclose()

    def adresse_de_paiement(self, idop: str) -> str:
        """Where the resident's browser goes to pay."""
        return f"{self.origine}/tpa/paiementws.web?idop={quote(idop, safe='')}"

    async def creer_paiement(self, demande: DemandeCreation) -> str:
        """Open a payment and return its idOp."""
        champs, _ = await self._appeler(Operation.CREER, ecrire_creation(demande))
        return lire_idop_cree(champs)

    async def lire_detail(self, idop: str) -> Detail:
        """The outcome of a payment; PayfipRefus P5 as long as there is none."""
        champs, brut = await self._appeler(Operation.DETAIL, ecrire_demande_detail(idop))
        return lire_detail(idop, champs, brut)

    async def lire_client(self, numcli: str) -> FicheClient:
        """The names that PayFiP shows for a client number."""
        champs, _ = await self._appeler(Operation.CLIENT, ecrire_demande_client(numcli))
        return lire_fiche_client(numcli, champs)

    async def _appeler(self, operation: Operation, corps: bytes) -> tuple[dict[str, str], str]:
        """The one place through which every call goes."""
        debut = time.monotonic()
        issue = "repondu"
        try:
            status_code, octets = await self._echanger(corps)
            return lire_reponse(operation, status_code, octets), octets.decode("utf-8", "replace")
        except PayfipRefus as refus:
            issue = f"refus {refus.code[:8]}"
            raise
        except PayfipIndisponible as panne:
            issue = f"indisponible: {panne.motif}"
            raise
        finally:
            duree = int((time.monotonic() - debut) * 1000)
            journal.info("payfip.appel", operation=str(operation), issue=issue, duree_ms=duree)

    async def _echanger(self, corps: bytes) -> tuple[int, bytes]:
        try:
            async with asyncio.timeout(self._delai):
                return await self._poster(corps)
        except (httpx.ConnectError, httpx.ConnectTimeout) as erreur:
            raise PayfipIndisponible(f"no connection ({type(erreur).__name__})", jamais_partie=True) from None
        except TimeoutError:
            raise PayfipIndisponible("no answer in time") from None
        except httpx.HTTPError as erreur:
            raise PayfipIndisponible(f"broken exchange ({type(erreur).__name__})") from None

    async def _poster(self, corps: bytes) -> tuple[int, bytes]:
        """The body as it comes on the wire, so that a compressed bomb stays small."""
        octets = bytearray()
        async with self._http.stream(
            "POST",
            f"{self.origine}/tpa/services/securite",
            content=corps,
            headers=_ENTETES,
            follow_redirects=False,
            timeout=httpx.Timeout(self._delai, connect=_CONNEXION),
        ) as reponse:
            async for morceau in reponse.aiter_raw():
                octets += morceau
                if len(octets) > _TAILLE_MAXI:
                    raise PayfipIndisponible(f"HTTP {reponse.status_code}, body past {_TAILLE_MAXI} bytes")
            return reponse.status_code, bytes(octets)

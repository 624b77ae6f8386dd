"""The server's call to the collectivité: one parameter, no result, no signature, and sometimes nothing at all."""

import asyncio
from collections.abc import Iterator

import httpx
import structlog

from app.payfip.transport import creer_http
from app.simulateur.bascules import Bascules
from app.simulateur.depot import Depot
from app.simulateur.operations import Operation, Voie

journal = structlog.get_logger(__name__)

_ESSAIS = 60
_ATTENTE_MAXI = 5.0


class Notifieur:
    """Sends notifications in the background, so that the payer does not wait for them."""

    def __init__(self, http: httpx.AsyncClient | None = None) -> None:
        self._http = http
        self._a_fermer = http is None
        self._taches: set[asyncio.Task[None]] = set()

    def annoncer(self, operation: Operation, bascules: Bascules, depot: Depot) -> None:
        """Start the call, or the calls, that the switches want for this outcome."""
        if bascules.notification == "perdue":
            return
        tache = asyncio.get_running_loop().create_task(self._suivre(operation, bascules, depot))
        self._taches.add(tache)
        tache.add_done_callback(self._taches.discard)

    async def fermer(self) -> None:
        """Give up the calls under way."""
        for tache in self._taches:
            tache.cancel()
        await asyncio.gather(*self._taches, return_exceptions=True)
        if self._http is not None and self._a_fermer:
            await self._http.aclose()

    async def _suivre(self, operation: Operation, bascules: Bascules, depot: Depot) -> None:
        champs = champs_de_retour(operation, majuscules=bascules.tipi_majuscules)
        match bascules.notification:
            case "retardee":
                await asyncio.sleep(bascules.notification_delai)
                await self._envoyer(operation, champs, depot)
            case "multiple":
                copies = range(bascules.notification_copies)
                await asyncio.gather(*(self._envoyer(operation, champs, depot) for _ in copies))
            case "repetee":
                for attente in _attentes():
                    if await self._envoyer(operation, champs, depot) == "200":
                        return
                    await asyncio.sleep(attente)
            case _:
                await self._envoyer(operation, champs, depot)

    async def _envoyer(self, operation: Operation, champs: dict[str, str], depot: Depot) -> str:
        self._http = self._http or creer_http()
        try:
            reponse = str((await self._http.post(operation.urlnotif, data=champs)).status_code)
        except (httpx.HTTPError, httpx.InvalidURL) as erreur:
            reponse = type(erreur).__name__
        depot.noter_envoi(operation.idop, reponse)
        journal.info("simulateur.notification", numero=operation.numero, reponse=reponse)
        return reponse


def champs_de_retour(operation: Operation, *, majuscules: bool = False) -> dict[str, str]:
    """What goes back: the idOp alone, or for TIPI all that was sent with the outcome."""
    if operation.voie is Voie.SERVICE:
        return {"idop": operation.idop}
    champs = {
        "numcli": operation.numcli,
        "exer": operation.exer,
        "refdet": operation.refdet,
        "objet": operation.objet,
        "montant": str(operation.montant),
        "mel": operation.mel,
        "saisie": operation.saisie,
    }
    issue = {
        "resultrans": operation.resultrans or "",
        "numauto": operation.numauto or "",
        "dattrans": operation.dattrans,
        "heurtrans": operation.heurtrans,
    }
    return {**champs, **({nom.upper(): valeur for nom, valeur in issue.items()} if majuscules else issue)}


def _attentes() -> Iterator[float]:
    """A fifth of a second, doubled at each failure up to five seconds."""
    return (min(0.2 * 2**essai, _ATTENTE_MAXI) for essai in range(_ESSAIS))

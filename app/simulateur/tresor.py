"""What every door of the simulator shares: the book, the directory, the notifier."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from litestar import Request
from litestar.datastructures import State

from app.simulateur.annuaire import Annuaire
from app.simulateur.bascules import Bascules, lire_bascules
from app.simulateur.depot import Depot
from app.simulateur.notifications import Notifieur
from app.simulateur.operations import Operation

Requete = Request[Any, Any, State]


@dataclass(frozen=True)
class ReglagesSimulateur:
    """Where the book lies (in memory without a folder) and who stands behind the client numbers.

    `clients` gives by number: `libelles` (three at most), `comptable`, `commercant`, `moyens`.
    """

    dossier: Path | None = None
    clients: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class Tresor:
    """One simulated Treasury."""

    def __init__(self, reglages: ReglagesSimulateur, notifieur: Notifieur) -> None:
        self.depot = Depot(reglages.dossier)
        self.annuaire = Annuaire(reglages.clients)
        self.notifieur = notifieur

    @property
    def bascules(self) -> Bascules:
        """The switches as they stand now."""
        return lire_bascules(self.depot)

    def conclure(self, idop: str, resultrans: str, *, apres_abandon: bool = False) -> Operation | None:
        """Write an outcome and let the collectivité know; None when there was one already."""
        operation = self.depot.conclure(idop, resultrans, apres_abandon=apres_abandon)
        if operation is not None:
            self.notifieur.annoncer(operation, self.bascules, self.depot)
        return operation

    async def fermer(self) -> None:
        """Stop what is under way and close the book."""
        await self.notifieur.fermer()
        self.depot.fermer()


def tresor(request: Requete) -> Tresor:
    """The Treasury behind this request."""
    trouve: Tresor = request.app.state.tresor
    return trouve

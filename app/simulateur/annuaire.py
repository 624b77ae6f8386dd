"""Who stands behind a client number: a small directory, with an answer for every number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CLIENT_INCONNU = "000000"


@dataclass(frozen=True)
class Client:
    """A collectivité as the Treasury knows it, and the means of payment that it has activated."""

    libelles: tuple[str, ...] = ("COLLECTIVITE DE DEMONSTRATION", "ORDURES MENAGERES")
    comptable: str = "TRES. DE DEMONSTRATION"
    commercant: str = ""
    moyens: tuple[str, ...] = ("prelevement", "carte")


class Annuaire:
    """The numbers given at start; any other six digits are a made-up collectivité."""

    def __init__(self, clients: Mapping[str, Mapping[str, Any]]) -> None:
        self._clients = {numcli: Client(**fiche) for numcli, fiche in clients.items()}

    def trouver(self, numcli: str) -> Client | None:
        """None for the one number that stands for all unknown ones."""
        if numcli == CLIENT_INCONNU:
            return None
        return self._clients.get(numcli, Client())

    def decrire(self, numcli: str) -> Client:
        """The same, for a payment whose number was accepted when it was opened."""
        return self._clients.get(numcli, Client())

    def commercant(self, numcli: str) -> str:
        """The card operator's own fifteen digits for this collectivité."""
        return self.decrire(numcli).commercant or f"228{numcli}000101"

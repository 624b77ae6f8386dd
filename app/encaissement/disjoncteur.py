"""A fuse before PayFiP: after five failures in a row nobody waits for it, until a try shows that it is back."""

import time

from app.payfip import PayfipIndisponible

SEUIL = 5
REPOS = 20.0
"""Seconds during which no call is made; then one caller tries."""


class Disjoncteur:
    """Counts failures of one process. Closed: all calls pass; open: none; after a rest, one at a time."""

    def __init__(self) -> None:
        self._echecs = 0
        self._rouvre_a = 0.0

    def laisser_passer(self) -> None:
        """Raise `PayfipIndisponible`, at once, while the fuse is out."""
        if self._echecs < SEUIL:
            return
        if time.monotonic() < self._rouvre_a:
            raise PayfipIndisponible("fuse out", jamais_partie=True)
        self._rouvre_a = time.monotonic() + REPOS

    def noter(self, *, repondu: bool) -> None:
        """Tell how a call ended."""
        self._echecs = 0 if repondu else self._echecs + 1
        if self._echecs == SEUIL:
            self._rouvre_a = time.monotonic() + REPOS

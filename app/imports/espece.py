"""What a kind of file is: its columns, and how the staged lines go in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from app.imports.colonnes import Colonne
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport


@dataclass(frozen=True, slots=True)
class Espece:
    """A kind of file."""

    colonnes: Sequence[Colonne]
    appliquer: Callable[[Rapport, Pieces], Awaitable[None]]

"""The rights matrix: one line per route. A route that has no line fails the tests.

`public`   anybody; `usager`   a signed-in resident, and for an object only its own; `agent`   proved staff;
`treasury` what PayFiP calls: no session, no proof of ours, and nothing believed.
"""

from dataclasses import dataclass
from enum import StrEnum


class Acces(StrEnum):
    """Who may."""

    PUBLIC = "public"
    USAGER = "usager"
    AGENT = "agent"
    TRESOR = "tresor"


@dataclass(frozen=True, slots=True)
class Droit:
    """A route's line. `exemple`: an address with the owner's objects in it, when the pattern has parameters."""

    acces: Acces
    exemple: str = ""


DROITS: dict[tuple[str, str], Droit] = {}
"""(method, path pattern) → line; filled below, package by package."""

_PUBLIC, _USAGER, _AGENT, _TRESOR = (Droit(acces) for acces in Acces)

DROITS |= {
    ("GET", "/statique/{nom:str}"): Droit(Acces.PUBLIC, "/statique/rien.css"),
}

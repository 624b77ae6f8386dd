"""What the check finds, and the shape of what it looks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breche:
    """One thing that does not agree; numbers only, never a name."""

    regle: str
    objet: str
    phrase: str

    def __str__(self) -> str:
        return f"{self.regle} : {self.objet} : {self.phrase}"


@dataclass(frozen=True, slots=True)
class Invariant:
    """A statement that returns the breaches of one rule: a column `objet` and, where it helps, `detail`."""

    regle: str
    phrase: str
    requete: str

"""What an import did, or would do: counts, refused lines, warnings."""

from dataclasses import dataclass, field

RETENUS = 500
"""Refused lines told one by one; all are counted."""


@dataclass(frozen=True, slots=True, order=True)
class Refus:
    """One reason why a line was not taken."""

    ligne: int
    colonne: str
    raison: str

    def __str__(self) -> str:
        ou = f"ligne {self.ligne}, {self.colonne}" if self.colonne else f"ligne {self.ligne}"
        return f"{ou} : {self.raison}"


@dataclass(slots=True)
class Rapport:
    """`lues` is the sum of the four other counts, line by line of the file."""

    nature: str
    pour_de_vrai: bool = False
    lues: int = 0
    ajoutees: int = 0
    modifiees: int = 0
    inchangees: int = 0
    refusees: int = 0
    refus: list[Refus] = field(default_factory=list)
    avertissements: list[str] = field(default_factory=list)
    abandonne: bool = False
    """All or nothing was asked and a line was refused: nothing went in."""
    duree: float = 0.0

    def refuser(self, ligne: int, motifs: list[tuple[str, str]]) -> None:
        """Count one refused line, and keep its reasons while there is room."""
        self.refusees += 1
        if len(self.refus) < RETENUS:
            self.refus += [Refus(ligne, colonne, raison) for colonne, raison in motifs]

    def texte(self) -> str:
        """The report as the command prints it and the desk shows it."""
        comptes = (
            f"{self.lues} lignes lues : {self.ajoutees} ajoutées, {self.modifiees} modifiées, "
            f"{self.inchangees} inchangées, {self.refusees} refusées ({self.duree:.1f} s)."
        )
        refus = [str(r) for r in sorted(self.refus)]
        if self.refusees > len({r.ligne for r in self.refus}):
            refus.append("… et d’autres lignes refusées, non détaillées.")
        return "\n".join([f"{self.nature} : {self._sort()}", comptes, *self.avertissements, *refus])

    def _sort(self) -> str:
        if self.abandonne:
            return "rien n’a été importé (tout ou rien, et des lignes sont refusées)."
        return "importé." if self.pour_de_vrai else "essai à blanc, rien n’a été écrit."

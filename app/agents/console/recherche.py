"""What a list of the console may be asked: Piccolo Admin breaks on the rest instead of refusing."""

import re
from collections.abc import Iterable

from piccolo.columns import Column
from piccolo.table import Table

from app.agents.console.refus import Refus

COLONNES_NOMMEES = {"__order", "__visible_fields"}
NOMBRES = {"__page", "__page_size", "limit", "offset"}
SUFFIXE = re.compile(r"(\[\]|__operator|__match)$")
ENTIER_MAX = 2**31 - 1


def exiger_une_recherche_lisible(parametres: Iterable[tuple[str, str]], vue: type[Table]) -> None:
    """Names of its columns only, numbers that a column can hold, no NUL. Raises `Refus`."""
    colonnes = {colonne._meta.name: colonne for colonne in vue._meta.columns}
    for cle, valeur in parametres:
        if "\0" in cle + valeur or not _est_lisible(cle, valeur, colonnes):
            raise Refus(400, "Cette recherche est illisible.")


def _est_lisible(cle: str, valeur: str, colonnes: dict[str, Column]) -> bool:
    if cle in NOMBRES:
        return re.fullmatch("[0-9]{1,6}", valeur) is not None
    if cle in COLONNES_NOMMEES:
        return colonnes.keys() >= {nom.strip().removeprefix("-") for nom in valeur.split(",")}
    if cle.startswith("__") or cle == "search":
        return True
    colonne = colonnes.get(SUFFIXE.sub("", cle))
    if colonne is None:
        return False
    entier = re.fullmatch("-?[0-9]+", valeur) if colonne.value_type is int else None
    return entier is None or abs(int(valeur[:20])) <= ENTIER_MAX

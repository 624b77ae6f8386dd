"""What a list of the console may be asked: Piccolo Admin breaks on the rest instead of refusing."""

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from piccolo.columns import JSON, Array, Column
from piccolo.table import Table

from app.agents.console.refus import Refus

COLONNES_NOMMEES = {"__order", "__visible_fields"}
NOMBRES = {"__page", "__page_size", "limit", "offset"}
SUFFIXE = re.compile(r"(\[\]|__operator|__match)$")
LISTE = re.compile(r"/api/tables/[a-z_]+/")
ENTIER_MAX = 2**31 - 1
PARAMETRES_MAX = 100
CHOIX_MAX = 1000
"""Rows that a list of choices may name: Piccolo Admin has no bound of its own there."""


def exiger_une_recherche_lisible(parametres: Iterable[tuple[str, str]], vue: type[Table]) -> None:
    """Names of its columns only, numbers that a column can hold, no NUL. Raises `Refus`."""
    colonnes = {colonne._meta.name: colonne for colonne in vue._meta.columns}
    couples = list(parametres)
    if len(couples) > PARAMETRES_MAX or not all(
        "\0" not in cle + valeur and _est_lisible(cle, valeur, colonnes) for cle, valeur in couples
    ):
        raise Refus(400, "Cette recherche est illisible.")


def borner(chemin: str, parametres: Iterable[tuple[str, str]]) -> bytes:
    """The query as Piccolo Admin gets it: a list of choices ends somewhere, ten million lifts or not.

    A list comes by number where no order is asked: its screen asks for none when its rows come before its schema, and
    Piccolo Admin's own order is then the reverse of the one that the screen announces.
    """
    couples = list(parametres)
    if LISTE.fullmatch(chemin) and "__order" not in dict(couples):
        couples.append(("__order", "id"))
    if chemin.endswith("/ids/"):
        voulus = [int(valeur) for cle, valeur in couples if cle == "limit" and valeur.isdecimal()]
        couples = [(cle, valeur) for cle, valeur in couples if cle != "limit"]
        couples.append(("limit", str(min([CHOIX_MAX, *voulus]))))
    return urlencode(couples).encode()


def _est_lisible(cle: str, valeur: str, colonnes: dict[str, Column]) -> bool:
    if cle in NOMBRES:
        return re.fullmatch("[0-9]{1,6}", valeur) is not None
    if cle in COLONNES_NOMMEES:
        return colonnes.keys() >= {nom.strip().removeprefix("-") for nom in valeur.split(",")}
    if cle.startswith("__") or cle == "search":
        return not cle.startswith("__range_header")  # it would write what was asked into a header
    colonne = colonnes.get(SUFFIXE.sub("", cle))
    if colonne is None or isinstance(colonne, JSON):
        return False
    if cle.endswith("[]"):
        return isinstance(colonne, Array)
    entier = re.fullmatch("-?[0-9]+", valeur) if colonne.value_type is int else None
    return entier is None or abs(int(valeur[:20])) <= ENTIER_MAX

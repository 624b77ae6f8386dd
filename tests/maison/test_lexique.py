"""LEXIQUE.md tells every noun of the trade, and the settings page every setting."""

import enum
import importlib
import pkgutil
import re
from pathlib import Path

import app.metier
from app.piccolo_app import APP_CONFIG
from app.reglages import Reglages

RACINE = Path(__file__).resolve().parents[2]


def _enumerations() -> set[str]:
    trouvees: set[str] = set()
    for module in pkgutil.walk_packages(app.metier.__path__, "app.metier."):
        charge = importlib.import_module(module.name)
        trouvees |= {
            nom
            for nom, objet in vars(charge).items()
            if isinstance(objet, type) and issubclass(objet, enum.Enum) and objet.__module__.startswith("app.metier")
        }
    return trouvees


def test_chaque_nom_du_metier_est_au_lexique() -> None:
    lexique = (RACINE / "LEXIQUE.md").read_text("utf-8")
    dits = set(re.findall(r"`(\w+)`", lexique))
    voulus = {table.__name__ for table in APP_CONFIG.table_classes} | _enumerations()
    assert sorted(voulus - dits) == []


def test_chaque_reglage_est_documente() -> None:
    page = (RACINE / "docs" / "reglages.md").read_text("utf-8")
    dits = set(re.findall(r"`PORTAIL_(\w+)`", page))
    assert dits == {champ.upper() for champ in Reglages.__dataclass_fields__}

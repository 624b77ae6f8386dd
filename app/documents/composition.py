"""From a document's view (strings only) to PDF bytes, by Typst.

The data reaches Typst as JSON input, never as source text; only the fonts inside the wheel are used, and the
date comes from the data: the same view makes the same bytes on every machine.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from app.documents.compactage import compacter
from app.documents.formats import imprimable

MODELES = Path(__file__).resolve().parent / "modeles"


def composer(modele: str, vue: Mapping[str, object], jour: date) -> bytes:
    """The PDF/UA-1 bytes of `modeles/<modele>.typ` filled with the view."""
    donnees = {**vue, "jour": [jour.year, jour.month, jour.day]}
    pdf = typst.compile(
        str(MODELES / f"{modele}.typ"),
        root=str(MODELES),
        ignore_system_fonts=True,
        sys_inputs={"donnees": json.dumps(_imprimables(donnees), ensure_ascii=False)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(datetime(jour.year, jour.month, jour.day, tzinfo=UTC).timestamp()),
    )
    return compacter(pdf)


def _imprimables(valeur: object) -> object:
    """The same structure with every string made printable; a view holds nothing but JSON's kinds."""
    if isinstance(valeur, str):
        return imprimable(valeur)
    if isinstance(valeur, Mapping):
        return {cle: _imprimables(v) for cle, v in valeur.items()}
    if isinstance(valeur, (list, tuple)):
        return [_imprimables(v) for v in valeur]
    return valeur

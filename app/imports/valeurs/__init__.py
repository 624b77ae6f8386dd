"""Reading one cell: numbers, days, hours, texts. Nothing here knows of files or tables."""

from app.imports.valeurs.dates import lire_date, lire_heure
from app.imports.valeurs.nombres import lire_decimal, lire_entier, lire_montant
from app.imports.valeurs.textes import (
    lire_courriel,
    lire_iban,
    lire_pays,
    lire_siret,
    lire_telephone,
    lire_texte,
)

__all__ = [
    "lire_courriel",
    "lire_date",
    "lire_decimal",
    "lire_entier",
    "lire_heure",
    "lire_iban",
    "lire_montant",
    "lire_pays",
    "lire_siret",
    "lire_telephone",
    "lire_texte",
]

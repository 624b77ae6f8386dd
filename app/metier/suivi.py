"""The journal: who did what, when, written in the same transaction as the act. Rows are added, never changed."""

import json
from enum import StrEnum
from typing import Any

from piccolo.columns import JSONB, BigSerial, Text
from piccolo.table import Table

from app.base import executer
from app.metier.calendrier import maintenant
from app.metier.colonnes import instant


class Acteur(StrEnum):
    """Who acts."""

    USAGER = "usager"
    AGENT = "agent"
    PUBLIC = "public"
    PAYFIP = "payfip"
    IMPORT = "import"
    PORTAIL = "portail"


class Trace(Table, tablename="trace"):
    """One act (PostgreSQL refuses to change or delete a row: see the migration)."""

    id = BigSerial(primary_key=True)
    le = instant(index=True)
    acteur = Text(choices=Acteur, required=True)
    auteur = Text(default="", help_text="Numéro du compte ou identifiant de l’agent, jamais un nom")
    acte = Text(required=True, index=True)
    objet = Text(required=True, index=True, help_text="nature:numéro, par exemple paiement:12")
    phrase = Text(required=True)
    details = JSONB(default="{}")


async def journaliser(
    acte: str,
    objet: str,
    phrase: str,
    *,
    acteur: Acteur = Acteur.PORTAIL,
    auteur: str | int = "",
    **details: Any,
) -> None:
    """Write an act in the caller's transaction. `phrase` is the French sentence that agents read."""
    await executer(
        "INSERT INTO trace (le, acteur, auteur, acte, objet, phrase, details) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)",
        maintenant(), acteur.value, str(auteur), acte, objet, phrase, json.dumps(details, default=str),
    )  # fmt: skip

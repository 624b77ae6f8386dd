"""What the database holds, so that a test can say that nothing moved."""

from collections.abc import Collection

from app.agents.politique import TABLES
from app.base import valeur


async def empreinte(*, sauf: Collection[str] = ()) -> dict[str, str | None]:
    """Of every table, all its rows in one digest."""
    return {
        nom: await valeur(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {nom} t")
        for nom in TABLES
        if nom not in sauf
    }


async def lignes_en_tout() -> int:
    """How many rows all the tables hold."""
    combien = [int(await valeur(f"SELECT count(*) FROM {nom}")) for nom in TABLES]
    return sum(combien)

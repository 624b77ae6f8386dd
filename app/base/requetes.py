"""Bound SQL for hot pages and set-based work, on the same connection as Piccolo's queries."""

from typing import Any

import asyncpg

from app.base.delais import attente, delai_courant
from app.base.moteur import connexion, moteur


async def lignes(requete: str, *arguments: Any) -> list[asyncpg.Record]:
    """All rows of a query; values are bound as $1, $2…"""
    return await moteur.lire(requete, arguments)


async def ligne(requete: str, *arguments: Any) -> asyncpg.Record | None:
    """The first row, or None."""
    async with connexion() as prise:
        with attente():
            return await prise.fetchrow(requete, *arguments, timeout=delai_courant())


async def valeur(requete: str, *arguments: Any) -> Any:
    """The first column of the first row, or None."""
    async with connexion() as prise:
        with attente():
            return await prise.fetchval(requete, *arguments, timeout=delai_courant())


async def executer(requete: str, *arguments: Any) -> str:
    """Run a statement; returns PostgreSQL's tag (`UPDATE 1`)."""
    async with connexion() as prise:
        with attente():
            etiquette: str = await prise.execute(requete, *arguments, timeout=delai_courant())
        return etiquette

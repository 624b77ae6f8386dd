"""Refusals of the web: each becomes a page that says what to do."""

import asyncpg
from litestar.exceptions import HTTPException

from app.metier.profil import CollectiviteSansReglages

PANNES = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.QueryCanceledError,
    asyncpg.DeadlockDetectedError,
    asyncpg.InterfaceError,
    CollectiviteSansReglages,
)
"""The database does not answer, or gave one of two waiting for each other up: a 503 that asks to come back."""


class Introuvable(HTTPException):
    """Not there, or not the reader's: the same bytes for both."""

    status_code = 404


class PreuveRefusee(HTTPException):
    """The form does not prove that it comes from our page (it is too old, or forged)."""

    status_code = 403


class RequeteInvalide(HTTPException):
    """What was sent cannot be read at all."""

    status_code = 400

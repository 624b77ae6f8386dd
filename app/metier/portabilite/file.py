"""Requests for one's data as the worker uses them: take one, hold it, hand the file over. Any number of workers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import IO

from app.base import executer, ligne, transaction, valeur
from app.metier import documents
from app.metier.calendrier import aujourdhui, maintenant
from app.metier.courriels import donnees as courriels
from app.metier.suivi import journaliser

BAIL = timedelta(minutes=10)
"""A request taken by a worker that died is free again after this time."""
ATTENTE_MAX = timedelta(hours=1)
DISPONIBLE = timedelta(days=7)
ZIP = "application/zip"


class BailPerdu(Exception):
    """Another worker took the request over, or its account is closed: nothing more is to be done with it here."""


@dataclass(frozen=True, slots=True)
class ExportDu:
    """A request to serve now; `essais` tells this taking from the ones before and after it."""

    id: int
    compte: int
    essais: int


async def prendre() -> ExportDu | None:
    """Take the oldest due request for the time of `BAIL`; no two workers get the same one."""
    prise = await ligne(
        "UPDATE export_donnees SET prochain_essai_le = $1, essais = essais + 1 WHERE id = ("
        " SELECT e.id FROM export_donnees e JOIN compte c ON c.id = e.compte"
        " WHERE e.pret_le IS NULL AND e.prochain_essai_le <= $2 AND c.ferme_le IS NULL"
        " ORDER BY e.prochain_essai_le LIMIT 1 FOR UPDATE OF e SKIP LOCKED)"
        " RETURNING id, compte, essais",
        maintenant() + BAIL, maintenant(),
    )  # fmt: skip
    return None if prise is None else ExportDu(**dict(prise))


async def prolonger(du: ExportDu) -> None:
    """Go on holding it. Raises `BailPerdu`."""
    tenue = await executer(
        "UPDATE export_donnees SET prochain_essai_le = $3 WHERE id = $1 AND essais = $2 AND pret_le IS NULL",
        du.id, du.essais, maintenant() + BAIL,
    )  # fmt: skip
    if tenue != "UPDATE 1":
        raise BailPerdu


async def livrer(du: ExportDu, fichier: IO[bytes]) -> None:
    """Keep the file in the place of the one before, and tell the owner: all of it, or nothing. Raises `BailPerdu`."""
    instant = maintenant()
    async with transaction():
        courriel = await _tenir(du)
        await _retirer_les_precedents(du.compte)
        document = await documents.deposer(f"mes-donnees-{aujourdhui()}.zip", ZIP, fichier)
        await executer(
            "UPDATE export_donnees SET document = $2, pret_le = $3, expire_le = $4, erreur = '' WHERE id = $1",
            du.id, document, instant, instant + DISPONIBLE,
        )  # fmt: skip
        await courriels.pretes(courriel, du.id, expire_le=instant + DISPONIBLE)
        await journaliser(
            "export_pret", f"compte:{du.compte}", "La copie des données du compte est prête", export=du.id
        )


async def _tenir(du: ExportDu) -> str:
    """Hold the account, then the request, in the order of who closes an account; the login address."""
    courriel: str | None = await valeur(
        "SELECT courriel FROM compte WHERE id = $1 AND ferme_le IS NULL FOR SHARE", du.compte
    )
    tenue = await valeur(
        "SELECT id FROM export_donnees WHERE id = $1 AND essais = $2 AND pret_le IS NULL FOR UPDATE", du.id, du.essais
    )
    if courriel is None or tenue is None:
        raise BailPerdu
    return courriel


async def _retirer_les_precedents(compte: int) -> None:
    await executer(
        "WITH e AS (DELETE FROM export_donnees WHERE compte = $1 AND pret_le IS NOT NULL RETURNING document) "
        "DELETE FROM document WHERE id IN (SELECT document FROM e)",
        compte,
    )


async def remettre(du: ExportDu, erreur: str) -> None:
    """Try again later, ever later: whoever asked has a right to it."""
    attente = min(timedelta(seconds=5 * 2 ** min(du.essais, 10)), ATTENTE_MAX)
    await executer(
        "UPDATE export_donnees SET prochain_essai_le = $3, erreur = $4 "
        "WHERE id = $1 AND essais = $2 AND pret_le IS NULL",
        du.id, du.essais, maintenant() + attente, erreur,
    )  # fmt: skip

"""Documents kept in the collectivité's own database."""

from collections.abc import AsyncIterator

from piccolo.columns import Bytea, Integer, Serial, Text
from piccolo.table import Table

from app.base import lignes, valeur
from app.metier.colonnes import instant

MORCEAU = 64 * 1024
"""Bytes read at a time."""


class Document(Table, tablename="document"):
    """A file as it came (a bill that billing delivered, a supporting document)."""

    id: Serial
    nom = Text(required=True)
    nature = Text(default="application/pdf")
    taille = Integer(required=True)
    empreinte = Text(required=True, index=True, help_text="SHA-256 du contenu")
    contenu = Bytea(required=True)
    depose_le = instant()


async def tailles_des_documents(numeros: list[int]) -> dict[int, int]:
    """Bytes of each of these documents."""
    if not numeros:
        return {}
    return {t["id"]: t["taille"] for t in await lignes("SELECT id, taille FROM document WHERE id = ANY($1)", numeros)}


async def morceaux_du_document(numero: int, taille: int) -> AsyncIterator[bytes]:
    """The content in pieces, so that no request holds a whole file in memory."""
    for debut in range(1, taille + 1, MORCEAU):
        yield await valeur(
            "SELECT substring(contenu FROM $2 FOR $3) FROM document WHERE id = $1", numero, debut, MORCEAU
        )

"""Documents kept in the collectivité's own database."""

import hashlib
from collections.abc import AsyncIterator
from typing import IO

from piccolo.columns import Bytea, Integer, Serial, Text
from piccolo.table import Table

from app.base import executer, ligne, lignes, valeur
from app.metier.calendrier import maintenant
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


async def nature_et_taille(numero: int) -> tuple[str, int] | None:
    """What a document is, and its bytes; None when there is none of this number."""
    lue = await ligne("SELECT nature, taille FROM document WHERE id = $1", numero)
    return None if lue is None else (lue["nature"], lue["taille"])


async def morceaux_du_document(numero: int, taille: int) -> AsyncIterator[bytes]:
    """The content in pieces, so that no request holds a whole file in memory."""
    for debut in range(1, taille + 1, MORCEAU):
        yield await valeur(
            "SELECT substring(contenu FROM $2 FOR $3) FROM document WHERE id = $1", numero, debut, MORCEAU
        )


async def deposer(nom: str, nature: str, source: IO[bytes]) -> int:
    """Store a file in the caller's transaction, piece by piece: nobody here holds it whole. The document's number."""
    empreinte, taille, rang = hashlib.sha256(), 0, 0
    await executer("CREATE TEMPORARY TABLE morceau (rang int PRIMARY KEY, contenu bytea NOT NULL) ON COMMIT DROP")
    while lu := source.read(4 * MORCEAU):
        await executer("INSERT INTO morceau (rang, contenu) VALUES ($1, $2)", rang, lu)
        empreinte.update(lu)
        taille, rang = taille + len(lu), rang + 1
    numero: int = await valeur(
        "INSERT INTO document (nom, nature, taille, empreinte, contenu, depose_le) "
        "SELECT $1, $2, $3, $4, coalesce(string_agg(contenu, ''::bytea ORDER BY rang), ''::bytea), $5 FROM morceau "
        "RETURNING id",
        nom, nature, taille, empreinte.hexdigest(), maintenant(),
    )  # fmt: skip
    await executer("DROP TABLE morceau")
    return numero

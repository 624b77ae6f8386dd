"""An account as agents see it: found by its address or by the number of an abonné that it opens."""

import re
from dataclasses import dataclass
from datetime import datetime

from app.base import ligne, lignes
from app.metier.calendrier import maintenant
from app.metier.comptes.references import NUMERO_MAX
from app.metier.plis import plier_courriel

PAR_PAGE = 12
DEBUT_MIN = 3
"""Characters from which what is typed counts as a beginning; fewer are a whole number or address."""
TEXTE_MAX = 254
SIGNES_CACHES = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

TROUVER = """
WITH trouves AS (
    SELECT id FROM compte WHERE courriel_plie = $1 OR ($3 AND courriel_plie ^@ $1)
    UNION
    SELECT r.compte FROM abonne a JOIN rattachement r ON r.abonne = a.id
    WHERE (a.code_usager = $2 OR ($3 AND a.code_usager ^@ $2)) AND (r.jusque_le IS NULL OR r.jusque_le > $4)
)
SELECT count(*) OVER () AS total, c.id, c.courriel, c.cree_le, c.ferme_le IS NOT NULL AS est_ferme,
    ARRAY(SELECT a.code_usager FROM rattachement r JOIN abonne a ON a.id = r.abonne
        WHERE r.compte = c.id AND (r.jusque_le IS NULL OR r.jusque_le > $4) ORDER BY a.code_usager LIMIT 4) AS codes
FROM compte c JOIN trouves t ON t.id = c.id
ORDER BY c.courriel_plie <> $1, c.courriel_plie LIMIT $5 OFFSET $6
"""


@dataclass(frozen=True, slots=True)
class Trouve:
    """A line of the list."""

    id: int
    courriel: str
    cree_le: datetime
    est_ferme: bool
    codes: tuple[str, ...]
    """The first four of the abonnés that it opens."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What agents may know of an account."""

    id: int
    courriel: str
    cree_le: datetime
    derniere_connexion_le: datetime | None
    ferme_le: datetime | None
    second_facteur_le: datetime | None


def sans_signes_caches(texte: str) -> str:
    """What was typed, without what no keyboard writes."""
    return SIGNES_CACHES.sub("", texte).strip()


async def rechercher(texte: str, page: int) -> tuple[list[Trouve], int]:
    """The accounts of this address or abonné's number, whole or its beginning: those of a page, and how many in all."""
    cle = sans_signes_caches(texte)[:TEXTE_MAX]
    if not cle:
        return [], 0
    trouves = await lignes(
        TROUVER, plier_courriel(cle), cle, len(cle) >= DEBUT_MIN, maintenant(), PAR_PAGE, (page - 1) * PAR_PAGE
    )
    vus = [
        Trouve(t["id"], t["courriel"], t["cree_le"], est_ferme=t["est_ferme"], codes=tuple(t["codes"])) for t in trouves
    ]
    return vus, trouves[0]["total"] if trouves else 0


async def lire_dossier(numero: int) -> Dossier | None:
    """An account, open or closed; None when there is none of this number."""
    if not 0 < numero <= NUMERO_MAX:
        return None
    lu = await ligne(
        "SELECT id, courriel, cree_le, derniere_connexion_le, ferme_le, totp_prouve_le AS second_facteur_le "
        "FROM compte WHERE id = $1",
        numero,
    )
    return None if lu is None else Dossier(**dict(lu))

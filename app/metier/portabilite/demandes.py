"""Asking for one's own data, and the file once it is there: one at a time, gone after a week."""

from dataclasses import dataclass
from datetime import datetime

from app.base import executer, ligne, transaction, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.limites import prendre
from app.metier.suivi import Acteur, journaliser

NUMERO_MAX = 2**31 - 1

SON_FICHIER = """
SELECT e.id AS numero, e.document, d.taille, e.pret_le, e.expire_le
FROM export_donnees e JOIN document d ON d.id = e.document WHERE e.compte = $1 AND e.expire_le > $2
"""


@dataclass(frozen=True, slots=True)
class Fichier:
    """A ZIP that its owner may take."""

    numero: int
    document: int
    taille: int
    pret_le: datetime
    expire_le: datetime


async def demander(compte: int) -> bool:
    """Ask for the account's data; False when a request waits already. Raises `TropDEssais`."""
    if await en_attente_depuis(compte) is not None:
        return False
    await prendre(plafonds.EXPORTS_COMPTE, str(compte))
    async with transaction():
        numero = await valeur(
            "INSERT INTO export_donnees (compte, demande_le, essais, prochain_essai_le, erreur) "
            "SELECT id, $2, 0, $2, '' FROM compte WHERE id = $1 AND ferme_le IS NULL FOR SHARE "
            "ON CONFLICT (compte) WHERE pret_le IS NULL DO NOTHING RETURNING id",
            compte, maintenant(),
        )  # fmt: skip
        if numero is None:
            return False
        await journaliser(
            "export_demande", f"compte:{compte}", "Une copie des données du compte est demandée",
            acteur=Acteur.USAGER, auteur=compte, export=numero,
        )  # fmt: skip
    return True


async def en_attente_depuis(compte: int) -> datetime | None:
    """When the request that waits was made; None when none does."""
    depuis: datetime | None = await valeur(
        "SELECT demande_le FROM export_donnees WHERE compte = $1 AND pret_le IS NULL", compte
    )
    return depuis


async def son_dernier_fichier(compte: int) -> Fichier | None:
    """The file that the account may take now."""
    lue = await ligne(f"{SON_FICHIER} ORDER BY e.id DESC LIMIT 1", compte, maintenant())
    return None if lue is None else Fichier(**dict(lue))


async def son_fichier(compte: int, numero: int) -> Fichier | None:
    """This file; another's is as absent as one that does not exist."""
    if not 0 < numero <= NUMERO_MAX:
        return None
    lue = await ligne(f"{SON_FICHIER} AND e.id = $3", compte, maintenant(), numero)
    return None if lue is None else Fichier(**dict(lue))


async def retirer_tout(compte: int) -> None:
    """Let nobody take a file of the account any more, in the transaction that holds it: nor one asked for before."""
    await executer("DELETE FROM export_donnees WHERE compte = $1 AND pret_le IS NULL", compte)
    await executer(
        "UPDATE export_donnees SET expire_le = $2 WHERE compte = $1 AND pret_le IS NOT NULL AND expire_le > $2",
        compte, maintenant(),
    )  # fmt: skip


async def oublier_les_perimes() -> int:
    """Delete the files whose week is over, and what waits for accounts closed meanwhile; how many there were."""
    etiquette = await executer(
        "WITH e AS (DELETE FROM export_donnees WHERE expire_le <= $1 "
        "OR compte IN (SELECT id FROM compte WHERE ferme_le IS NOT NULL) RETURNING id, document), "
        "d AS (DELETE FROM document WHERE id IN (SELECT document FROM e)) SELECT id FROM e",
        maintenant(),
    )
    return int(etiquette.split()[-1])

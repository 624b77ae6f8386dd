"""The abonnés that an account opens: its owner adds one with the references of a bill, and takes one out again."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

import asyncpg

from app.base import executer, ligne, lignes, transaction, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.comptes.changement import verrouiller
from app.metier.comptes.proprietaires import abonne_des_references, rattacher
from app.metier.courriels import references as courriels
from app.metier.limites import Plafond, prendre, rendre
from app.metier.plis import plier_nom
from app.metier.suivi import Acteur, journaliser

NUMERO_MAX = 2**31 - 1

SIENNES = """
SELECT r.id, r.depuis_le, a.code_usager, concat_ws(' ', nullif(a.prenom, ''), nullif(a.nom, '')) AS personne,
    a.raison_sociale
FROM rattachement r JOIN abonne a ON a.id = r.abonne
WHERE r.compte = $1 AND (r.jusque_le IS NULL OR r.jusque_le > $2)
"""


@dataclass(frozen=True, slots=True)
class Reference:
    """An abonné that the account opens; `id` is its rattachement's."""

    id: int
    code_usager: str
    nom: str
    depuis_le: datetime


class Ajout(Enum):
    """What became of a reference that someone wanted to add."""

    FAIT = auto()
    DEJA = auto()
    FAUX = auto()


async def nombre_de_references(compte: int) -> int:
    """How many abonnés the account opens."""
    nombre: int = await valeur(
        "SELECT count(*) FROM rattachement WHERE compte = $1 AND (jusque_le IS NULL OR jusque_le > $2)",
        compte, maintenant(),
    )  # fmt: skip
    return nombre


async def ses_references(compte: int, *, rang: int = 0, limite: int) -> list[Reference]:
    """The abonnés that the account opens, by their number; `rang` of them are skipped (pages)."""
    lues = await lignes(SIENNES + "ORDER BY a.code_usager, r.id LIMIT $3 OFFSET $4", compte, maintenant(), limite, rang)
    return [Reference(lue["id"], lue["code_usager"], _nom(lue), lue["depuis_le"]) for lue in lues]


async def sa_reference(compte: int, numero: int) -> Reference | None:
    """One of them; None when it is another's, or over."""
    if not 0 < numero <= NUMERO_MAX:
        return None
    lue = await ligne(SIENNES + "AND r.id = $3", compte, maintenant(), numero)
    return None if lue is None else Reference(lue["id"], lue["code_usager"], _nom(lue), lue["depuis_le"])


async def ajouter(compte: int, nom: str, identifiant: str, *, adresse: str) -> Ajout:
    """Let the account open the abonné of these references from now on. Raises `TropDEssais`."""
    freins: tuple[tuple[Plafond, str], ...] = (
        (plafonds.REFERENCES_COMPTE, str(compte)),
        (plafonds.REFERENCES_ADRESSE, adresse),
        (plafonds.REFERENCES_TOUS, ""),
        (plafonds.REFERENCES_NOM, plier_nom(nom)),
    )
    for plafond, cle in freins:
        await prendre(plafond, cle)
    trouve = await abonne_des_references(identifiant, nom)
    if trouve is None:
        return Ajout.FAUX
    for plafond, cle in freins:
        await rendre(plafond, cle)
    return await _rattacher(compte, trouve[0])


async def _rattacher(compte: int, abonne: int) -> Ajout:
    async with transaction():
        courriel = await verrouiller(compte)
        numero = None if courriel is None else await rattacher(compte, abonne, "références d’une facture")
        if courriel is None or numero is None:
            return Ajout.DEJA
        code = await valeur("SELECT code_usager FROM abonne WHERE id = $1", abonne)
        await courriels.ajoutee(courriel, numero, code_usager=code)
        await _tracer("reference_ajoutee", compte, "Une référence est ajoutée au compte", abonne)
    return Ajout.FAIT


async def retirer(compte: int, numero: int) -> bool:
    """Let the account open it no more from now on; False when it is another's, or over."""
    async with transaction():
        courriel, reference = await verrouiller(compte), await sa_reference(compte, numero)
        if courriel is None or reference is None:
            return False
        abonne = await valeur("SELECT abonne FROM rattachement WHERE id = $1", numero)
        await executer("UPDATE rattachement SET jusque_le = $2 WHERE id = $1", numero, maintenant())
        await courriels.retiree(courriel, numero, code_usager=reference.code_usager)
        await _tracer("reference_retiree", compte, "Une référence est retirée du compte", abonne)
    return True


def _nom(lue: asyncpg.Record) -> str:
    return lue["raison_sociale"] or lue["personne"] or ""


async def _tracer(acte: str, compte: int, phrase: str, abonne: int) -> None:
    await journaliser(acte, f"compte:{compte}", phrase, acteur=Acteur.USAGER, auteur=compte, abonne=abonne)

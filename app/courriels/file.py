"""The outbox as the worker uses it: take, then say what became of it. Any number of workers."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.base import executer, lignes
from app.metier.calendrier import maintenant

BAIL = timedelta(minutes=2)
"""A mail taken by a worker that died is free again after this time."""
ATTENTE_MAX = timedelta(seconds=90)
ESSAIS_MAX = 48
PERSEVERANCE = timedelta(hours=4)
"""A mail is put aside after both `ESSAIS_MAX` tries and this time."""


@dataclass(frozen=True, slots=True)
class CourrielDu:
    """A mail to send now."""

    id: int
    modele: str
    destinataire: str
    donnees: dict[str, object]
    message_id: str
    essais: int
    cree_le: datetime


async def prendre(limite: int) -> list[CourrielDu]:
    """Take due mails for the time of `BAIL`; no two workers get the same one."""
    prises = await lignes(
        "UPDATE courriel SET prochain_essai_le = $1, essais = essais + 1 WHERE id IN ("
        " SELECT id FROM courriel WHERE etat = 'a_envoyer' AND prochain_essai_le <= $2"
        " ORDER BY prochain_essai_le LIMIT $3 FOR UPDATE SKIP LOCKED)"
        " RETURNING id, modele, destinataire, donnees::text, message_id, essais, cree_le",
        maintenant() + BAIL, maintenant(), limite,
    )  # fmt: skip
    return [
        CourrielDu(
            p["id"],
            p["modele"],
            p["destinataire"],
            json.loads(p["donnees"]),
            p["message_id"],
            p["essais"],
            p["cree_le"],
        )
        for p in sorted(prises, key=lambda p: int(p["id"]))
    ]


async def noter_envoye(courriel: CourrielDu) -> None:
    """It left."""
    await executer(
        "UPDATE courriel SET etat = 'envoye', envoye_le = $2, erreur = '' WHERE id = $1 AND etat = 'a_envoyer'",
        courriel.id, maintenant(),
    )  # fmt: skip


async def remettre(courriel: CourrielDu, erreur: str) -> None:
    """Try again later, ever later; give up when patience and tries are both spent."""
    if courriel.essais >= ESSAIS_MAX and maintenant() - courriel.cree_le >= PERSEVERANCE:
        await rebuter(courriel, erreur)
        return
    attente = min(timedelta(seconds=5 * 2 ** min(courriel.essais, 10)), ATTENTE_MAX)
    await executer(
        "UPDATE courriel SET prochain_essai_le = $2, erreur = $3 WHERE id = $1 AND etat = 'a_envoyer'",
        courriel.id, maintenant() + attente, erreur,
    )  # fmt: skip


async def rebuter(courriel: CourrielDu, erreur: str) -> None:
    """It will never leave: put aside, for agents to see."""
    await executer("UPDATE courriel SET etat = 'rebut', erreur = $2 WHERE id = $1", courriel.id, erreur)

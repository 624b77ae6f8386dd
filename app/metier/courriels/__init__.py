"""Mails to write: one function per mail, each adding a row to the outbox in the caller's transaction.

What stands in `donnees` is plain: numbers, dates, sentences, and `jeton` (an id) where the mail carries a link; the
worker turns it into an address when it writes the mail, so that no outbox row opens anything.
"""

import json
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from app.base import executer, inscription_courante
from app.metier.calendrier import maintenant

__all__ = [
    "activation",
    "activation_adresse",
    "ajouter",
    "deja_inscrit",
    "mot_de_passe",
    "mot_de_passe_change",
    "paiement_recu",
]


async def ajouter(modele: str, destinataire: str, donnees: dict[str, Any], *, cause: str) -> None:
    """Put a mail in the outbox, once per `cause` (a second call for the same fact adds nothing)."""
    instant = maintenant()
    hote = urlsplit(inscription_courante().origine).hostname or "localhost"
    await executer(
        "INSERT INTO courriel (cause, modele, destinataire, donnees, message_id, etat, essais, prochain_essai_le, "
        "erreur, cree_le) "
        "VALUES ($1, $2, $3, $4::jsonb, $5, 'a_envoyer', 0, $6, '', $6) ON CONFLICT (cause) DO NOTHING",
        cause, modele, destinataire, json.dumps(donnees, default=str), f"<{uuid4()}@{hote}>", instant,
    )  # fmt: skip


async def activation(destinataire: str, jeton: UUID, *, nom: str) -> None:
    """The link that makes an account asked for with the references of a bill."""
    await ajouter("activation", destinataire, {"jeton": str(jeton), "nom": nom}, cause=f"jeton:{jeton}")


async def activation_adresse(destinataire: str, jeton: UUID) -> None:
    """The link that sets the password of an account for an address that billing knows."""
    await ajouter("activation_adresse", destinataire, {"jeton": str(jeton)}, cause=f"jeton:{jeton}")


async def deja_inscrit(destinataire: str, demande_le: str) -> None:
    """Someone asked for an account with an address that has one; on screen nothing says so, the mail does."""
    await ajouter("deja_inscrit", destinataire, {}, cause=f"deja_inscrit:{destinataire}:{demande_le}")


async def mot_de_passe(destinataire: str, jeton: UUID) -> None:
    """The link that lets one choose a new password, good for an hour."""
    await ajouter("mot_de_passe", destinataire, {"jeton": str(jeton)}, cause=f"jeton:{jeton}")


async def mot_de_passe_change(destinataire: str, compte: int, *, change_le: str) -> None:
    """Tells the owner that the password was changed."""
    cause = f"mot_de_passe_change:{compte}:{change_le}"
    await ajouter("mot_de_passe_change", destinataire, {"change_le": change_le}, cause=cause)


async def paiement_recu(
    destinataire: str, paiement: int, *, factures: list[dict[str, Any]], montant_centimes: int, jour: date, moyen: str
) -> None:
    """The receipt; `factures` holds reference, objet and montant_centimes of each bill paid."""
    donnees = {
        "factures": factures, "montant_centimes": montant_centimes, "jour": jour.isoformat(), "moyen": moyen,
        "paiement": paiement,
    }  # fmt: skip
    await ajouter("paiement_recu", destinataire, donnees, cause=f"paiement_recu:{paiement}")

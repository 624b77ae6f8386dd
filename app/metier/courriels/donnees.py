"""The mails about one's data: an export that is ready, an account about to be erased, an account erased."""

from datetime import datetime

from app.metier.courriels import ajouter


async def pretes(destinataire: str, export: int, *, expire_le: datetime) -> None:
    """The data asked for are ready; they stand behind the sign-in, and nothing of them is in the mail."""
    donnees = {"expire_le": expire_le.isoformat()}
    await ajouter("donnees_pretes", destinataire, donnees, cause=f"donnees_pretes:{export}")


async def effacement_annonce(destinataire: str, compte: int, *, preavis_le: datetime, efface_le: datetime) -> None:
    """The account has not been used for years; one sign-in keeps it."""
    donnees = {"efface_le": efface_le.isoformat()}
    cause = f"effacement_annonce:{compte}:{preavis_le.isoformat()}"
    await ajouter("effacement_annonce", destinataire, donnees, cause=cause)


async def compte_efface(destinataire: str, compte: int) -> None:
    """The account is erased; this address goes out of the outbox too once the mail has left."""
    await ajouter("compte_efface", destinataire, {}, cause=f"compte_efface:{compte}")

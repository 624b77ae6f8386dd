"""Mails about what an agent ended."""

from app.metier.courriels import ajouter


async def connexions(destinataire: str, compte: int, *, fermees_le: str) -> None:
    """Tells the owner that all signed-in browsers were signed out."""
    cause = f"connexions_fermees:{compte}:{fermees_le}"
    await ajouter("connexions_fermees", destinataire, {"fermees_le": fermees_le}, cause=cause)


async def compte(destinataire: str, numero: int, *, ferme_le: str) -> None:
    """Tells the owner that the account is closed."""
    await ajouter("compte_ferme", destinataire, {"ferme_le": ferme_le}, cause=f"compte_ferme:{numero}:{ferme_le}")

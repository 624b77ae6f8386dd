"""Mails about what an account opens."""

from uuid import UUID

from app.metier.courriels import ajouter


async def proposees(destinataire: str, jeton: UUID) -> None:
    """The link that adds to an account the abonnés that billing knows at its address by now."""
    await ajouter("references_proposees", destinataire, {"jeton": str(jeton)}, cause=f"jeton:{jeton}")


async def ajoutee(destinataire: str, rattachement: int, *, code_usager: str) -> None:
    """Tells the owner that the account opens one more abonné."""
    cause = f"reference_ajoutee:{rattachement}"
    await ajouter("reference_ajoutee", destinataire, {"code_usager": code_usager}, cause=cause)


async def retiree(destinataire: str, rattachement: int, *, code_usager: str) -> None:
    """Tells the owner that the account opens this abonné no more."""
    cause = f"reference_retiree:{rattachement}"
    await ajouter("reference_retiree", destinataire, {"code_usager": code_usager}, cause=cause)


async def partagee(destinataire: str, rattachement: int, *, compte: int, code_usager: str) -> None:
    """Tells an account that another one opens the same abonné from now on, without saying whose."""
    cause = f"reference_partagee:{rattachement}:{compte}"
    await ajouter("reference_partagee", destinataire, {"code_usager": code_usager}, cause=cause)

"""The mails of a change of login address. What goes to the new mailbox names nobody: it may be a stranger's."""

from uuid import UUID

from app.metier.courriels import ajouter


async def confirmation(destinataire: str, jeton: UUID) -> None:
    """To the new address: the link that confirms it."""
    await ajouter("adresse_confirmation", destinataire, {"jeton": str(jeton)}, cause=f"jeton:{jeton}")


async def prise(destinataire: str, changement: int) -> None:
    """To the holder of an address that someone else wanted as a login."""
    await ajouter("adresse_prise", destinataire, {}, cause=f"adresse_prise:{changement}")


async def demandee(destinataire: str, jeton: UUID, *, nouvelle: str) -> None:
    """To the present address, at once: what was asked, and the link that undoes it."""
    await ajouter("adresse_demandee", destinataire, {"jeton": str(jeton), "nouvelle": nouvelle}, cause=f"jeton:{jeton}")


async def changee(destinataire: str, jeton: UUID, *, nouvelle: str) -> None:
    """To the former address: the login has changed, and the link that undoes it."""
    await ajouter("adresse_changee", destinataire, {"jeton": str(jeton), "nouvelle": nouvelle}, cause=f"jeton:{jeton}")


async def nouvelle(destinataire: str, changement: int) -> None:
    """To the new address: it is the login from now on."""
    await ajouter("adresse_nouvelle", destinataire, {}, cause=f"adresse_nouvelle:{changement}")


async def retablie(destinataire: str, jeton: UUID) -> None:
    """To the address that is the login again: the link that lets one choose a new password."""
    await ajouter("adresse_retablie", destinataire, {"jeton": str(jeton)}, cause=f"jeton:{jeton}")


async def retiree(destinataire: str, changement: int) -> None:
    """To the address that is the login no more, since the change was undone."""
    await ajouter("adresse_retiree", destinataire, {}, cause=f"adresse_retiree:{changement}")

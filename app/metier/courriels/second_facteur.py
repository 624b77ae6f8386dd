"""The mails that tell an owner what happened to their second factor."""

from uuid import UUID

from app.metier.courriels import ajouter


async def dire(destinataire: str, acte: str, *, cause: str, le: str, restants: int, est_agent: bool) -> None:
    """`acte` as the journal names it; `restants`: recovery codes left where one was used."""
    donnees = {"acte": acte, "le": le, "restants": restants, "est_agent": est_agent}
    await ajouter("second_facteur", destinataire, donnees, cause=cause)


async def active(destinataire: str, jeton: UUID, *, le: str) -> None:
    """To a resident: it is on, and the link that undoes it."""
    await ajouter("second_facteur_actif", destinataire, {"jeton": str(jeton), "le": le}, cause=f"jeton:{jeton}")


async def annule(destinataire: str, jeton: UUID) -> None:
    """It is undone: the link that lets one choose a new password."""
    await ajouter("second_facteur_annule", destinataire, {"jeton": str(jeton)}, cause=f"jeton:{jeton}")

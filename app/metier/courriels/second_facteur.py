"""The mail that tells an owner what happened to their second factor."""

from app.metier.courriels import ajouter


async def dire(destinataire: str, acte: str, *, cause: str, le: str, restants: int, est_agent: bool) -> None:
    """`acte` as the journal names it; `restants`: recovery codes left where one was used."""
    donnees = {"acte": acte, "le": le, "restants": restants, "est_agent": est_agent}
    await ajouter("second_facteur", destinataire, donnees, cause=cause)

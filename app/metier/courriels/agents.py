"""What agents are told of their own sign-in."""

from app.metier.courriels import ajouter


async def essais_refuses(destinataire: str, *, essais: int, cause: str) -> None:
    """Wrong passwords are tried."""
    await ajouter("agent_essais_refuses", destinataire, {"essais": essais}, cause=f"essais_refuses:{cause}")


async def mot_de_passe_change(destinataire: str, nom: str, *, change_le: str) -> None:
    """The password was changed."""
    cause = f"mot_de_passe_change:{nom}:{change_le}"
    await ajouter("agent_mot_de_passe_change", destinataire, {"change_le": change_le}, cause=cause)

"""The key of the one-time codes: drawn, shown until one of its codes was given, never again afterwards."""

from app.base import executer, ligne, valeur
from app.metier.calendrier import maintenant
from app.metier.chiffre import chiffrer, dechiffrer
from app.metier.second_facteur.codes import nouveau_secret, pas_reconnu
from app.metier.second_facteur.porteurs import Porteur, Tenu


async def preparer(porteur: Porteur) -> None:
    """Draw a new key for who has not proved one: a key that was only seen counts for nothing."""
    await executer(
        f"UPDATE {porteur.table} SET secret_totp = $2, totp_dernier_pas = NULL "  # noqa: S608 -- one of two names of ours
        "WHERE id = $1 AND totp_prouve_le IS NULL",
        porteur.numero,
        chiffrer(nouveau_secret()),
    )


async def cle_a_montrer(porteur: Porteur) -> str | None:
    """The key to enrol; None when none was drawn, or once it was proved."""
    chiffre = await valeur(
        f"SELECT secret_totp FROM {porteur.table} WHERE id = $1 AND totp_prouve_le IS NULL",  # noqa: S608 -- as above
        porteur.numero,
    )
    return dechiffrer(chiffre) if chiffre else None


async def est_actif(porteur: Porteur) -> bool:
    """Whether a code is asked for at each sign-in."""
    prouve_le = await valeur(
        f"SELECT totp_prouve_le FROM {porteur.table} WHERE id = $1",  # noqa: S608 -- as above
        porteur.numero,
    )
    return prouve_le is not None


async def consommer_le_pas(tenu: Tenu, code: str) -> bool:
    """Use up the time step that this code of the key proves, and count the key as proved at the first one.

    False when the code is wrong, or when this step or a later one was used before.
    """
    pas = pas_reconnu(dechiffrer(tenu.chiffre), code, maintenant()) if tenu.chiffre else None
    if pas is None:
        return False
    consomme = await ligne(
        f"UPDATE {tenu.porteur.table} SET totp_dernier_pas = $3, totp_prouve_le = COALESCE(totp_prouve_le, $4) "  # noqa: S608 -- as above
        "WHERE id = $1 AND secret_totp = $2 AND (totp_dernier_pas IS NULL OR totp_dernier_pas < $3) RETURNING id",
        tenu.porteur.numero, tenu.chiffre, pas, maintenant(),
    )  # fmt: skip
    return consomme is not None


async def effacer(porteur: Porteur) -> None:
    """Forget the key."""
    await executer(
        f"UPDATE {porteur.table} SET secret_totp = '', totp_prouve_le = NULL, totp_dernier_pas = NULL "  # noqa: S608 -- as above
        "WHERE id = $1",
        porteur.numero,
    )

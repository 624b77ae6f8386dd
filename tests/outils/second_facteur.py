"""A second factor in place without its pages, and the codes that its application shows."""

import pyotp

from app.base import executer, transaction
from app.metier.calendrier import maintenant
from app.metier.chiffre import chiffrer
from app.metier.second_facteur import secours
from app.metier.second_facteur.porteurs import Porteur

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AUTRE_SECRET = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"


async def poser(porteur: Porteur) -> list[str]:
    """A key that counts as proved; its recovery codes."""
    await executer(
        f"UPDATE {porteur.table} SET secret_totp = $2, totp_prouve_le = $3, totp_dernier_pas = NULL WHERE id = $1",
        porteur.numero,
        chiffrer(SECRET),
        maintenant(),
    )
    async with transaction():
        return await secours.tirer(porteur)


def code(pas: int = 0, secret: str = SECRET) -> str:
    """What the application shows, now or `pas` steps away."""
    return str(pyotp.TOTP(secret).at(int(maintenant().timestamp()) + 30 * pas))


def faux() -> str:
    """Six digits that are the code of no step nearby."""
    bons = {code(pas) for pas in range(-3, 4)}
    return next(f"{n:06}" for n in range(10) if f"{n:06}" not in bons)

"""The two choices that residents make on their data. They are rights: nobody decides, they count at once.

What each one changes is told in docs/donnees-personnelles.md.
"""

from dataclasses import asdict, dataclass

from app.base import executer, ligne, transaction
from app.metier.calendrier import maintenant
from app.metier.suivi import Acteur, journaliser


@dataclass(frozen=True, slots=True)
class Choix:
    """What an abonné chose."""

    opposition: bool
    retractation: bool


async def enregistrer_les_choix(compte: int, abonne: int, choix: Choix) -> bool:
    """Write the choices of an abonné that the account opens; False when it does not, or does no more."""
    async with transaction():
        lue = await ligne(
            "SELECT opposition, retractation FROM abonne WHERE id = $2 AND EXISTS (SELECT FROM rattachement r "
            "WHERE r.compte = $1 AND r.abonne = abonne.id AND (r.jusque_le IS NULL OR r.jusque_le > $3)) "
            "FOR NO KEY UPDATE",
            compte, abonne, maintenant(),
        )  # fmt: skip
        if lue is None:
            return False
        avant = Choix(**dict(lue))
        if avant != choix:
            await _changer(compte, abonne, avant, choix)
    return True


async def _changer(compte: int, abonne: int, avant: Choix, apres: Choix) -> None:
    await executer(
        "UPDATE abonne SET opposition = $2, retractation = $3, modifie_le = $4 WHERE id = $1",
        abonne, apres.opposition, apres.retractation, maintenant(),
    )  # fmt: skip
    await journaliser(
        "choix_modifies", f"abonne:{abonne}", "Les choix sur les données personnelles sont modifiés",
        acteur=Acteur.USAGER, auteur=compte, avant=asdict(avant), apres=asdict(apres),
    )  # fmt: skip

"""Signing in: the password is judged behind the limits, then the session opens.

A second factor has its place between the two: `reconnaitre` opens nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from app.base import executer, ligne, transaction
from app.metier import courriels
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds, sessions
from app.metier.comptes.mots_de_passe import est_a_rafraichir, hacher, verifier
from app.metier.limites import Plafond, prendre, rendre
from app.metier.plis import plier_courriel
from app.metier.suivi import Acteur, journaliser


@dataclass(frozen=True, slots=True)
class Essai:
    """Who asks to come in. `appareil` is the browser's mark when it has signed in to this account before."""

    courriel: str
    mot_de_passe: str
    adresse: str
    appareil: str | None = None

    @property
    def cle(self) -> str:
        """The login as it is compared."""
        return plier_courriel(self.courriel)

    def freins(self) -> tuple[tuple[Plafond, str], ...]:
        """The limits that this try counts against; those of the account come last."""
        if self.appareil is not None:
            return ((plafonds.CONNEXION_APPAREIL, f"{self.appareil}:{self.cle}"),)
        return (
            (plafonds.CONNEXION_ADRESSE, self.adresse),
            (plafonds.CONNEXION_TOUS, ""),
            (plafonds.CONNEXION_COMPTE, self.cle),
        )


@dataclass(frozen=True, slots=True)
class Reconnu:
    """An account whose password was right; `mot_de_passe_le` says which password that was."""

    compte: int
    courriel: str
    mot_de_passe_le: datetime


async def reconnaitre(essai: Essai) -> Reconnu | None:
    """The account whose password this is, or None; known or not, the same work. Raises `TropDEssais`."""
    rang = 0
    for plafond, cle in essai.freins():
        rang = await prendre(plafond, cle)
    compte = await ligne(
        "SELECT id, courriel, mot_de_passe, mot_de_passe_le FROM compte WHERE courriel_plie = $1 AND ferme_le IS NULL",
        essai.cle,
    )
    if not await verifier(compte["mot_de_passe"] if compte else None, essai.mot_de_passe) or compte is None:
        if rang == plafonds.AVIS_AU_RANG and essai.appareil is None and compte is not None:
            await _avertir(compte["id"], compte["courriel"])
        return None
    for plafond, cle in essai.freins():
        await rendre(plafond, cle)
    if est_a_rafraichir(compte["mot_de_passe"]):
        await executer(
            "UPDATE compte SET mot_de_passe = $2 WHERE id = $1 AND mot_de_passe = $3",
            compte["id"], await hacher(essai.mot_de_passe), compte["mot_de_passe"],
        )  # fmt: skip
    return Reconnu(compte["id"], compte["courriel"], compte["mot_de_passe_le"])


async def entrer(
    reconnu: Reconnu, *, rester_connecte: bool, appareil: str, navigateur: str = "", ancienne: str | None = None
) -> str | None:
    """Open the session of an account that has proved all it must; the one that the browser had before ends.

    None when the password was changed, or the account closed, since it was recognised.
    """
    compte = reconnu.compte
    async with transaction():
        encore = await ligne(
            "UPDATE compte SET derniere_connexion_le = $2 WHERE id = $1 AND mot_de_passe_le = $3 AND ferme_le IS NULL "
            "RETURNING id",
            compte, maintenant(), reconnu.mot_de_passe_le,
        )  # fmt: skip
        if encore is None:
            return None
        if ancienne is not None:
            await sessions.fermer(ancienne)
        jeton = await sessions.ouvrir(compte, rester_connecte=rester_connecte, appareil=appareil, navigateur=navigateur)
        await journaliser("connexion", f"compte:{compte}", "Connexion", acteur=Acteur.USAGER, auteur=compte)
    return jeton


async def sortir(jeton: str) -> None:
    """End the session; nothing when it was over."""
    async with transaction():
        compte = await sessions.fermer(jeton)
        if compte is not None:
            await journaliser("deconnexion", f"compte:{compte}", "Déconnexion", acteur=Acteur.USAGER, auteur=compte)


async def _avertir(compte: int, courriel: str) -> None:
    """Tell the owner that strangers try passwords."""
    async with transaction():
        jour = maintenant().date().isoformat()
        cause = f"essais_refuses:{compte}:{jour}"
        await courriels.ajouter("essais_refuses", courriel, {"essais": plafonds.AVIS_AU_RANG}, cause=cause)
        await journaliser("essais_refuses", f"compte:{compte}", "Plusieurs mots de passe faux ont été essayés")

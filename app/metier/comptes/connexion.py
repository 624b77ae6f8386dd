"""Signing in: the password is judged behind the limits, then the session opens.

A second factor has its place between the two: `reconnaitre` opens nothing, and `entrer` no account that has one.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from asyncpg import Record

from app.base import executer, ligne, transaction
from app.metier import courriels
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds, sessions
from app.metier.comptes.appareils import Appareil, mot_de_passe_prouve
from app.metier.comptes.mots_de_passe import TropDeCalculs, a_son_tour, est_a_rafraichir, hacher, verifier
from app.metier.comptes.sessions import Attente
from app.metier.comptes.silence import en_silence
from app.metier.limites import Plafond, prendre, rendre, rendus_si_non_juge
from app.metier.plis import plier_courriel
from app.metier.second_facteur.essais import tenter
from app.metier.second_facteur.facteur import Preuve, prouver
from app.metier.second_facteur.porteurs import du_compte
from app.metier.suivi import Acteur, journaliser


@dataclass(frozen=True, slots=True)
class Essai:
    """Who asks to come in. `appareil` is the browser's sealed mark when it has signed in to this account before."""

    courriel: str
    mot_de_passe: str
    adresse: str
    appareil: Appareil | None = None

    @property
    def cle(self) -> str:
        """The login as it is compared."""
        return plier_courriel(self.courriel)

    async def freins(self) -> tuple[tuple[Plafond, str], ...]:
        """The limits that this try counts against; the account's comes last."""
        depuis = await mot_de_passe_prouve(self.appareil, self.cle) if self.appareil else None
        if self.appareil is None or depuis is None:
            return (
                (plafonds.CONNEXION_ADRESSE, self.adresse),
                (plafonds.CONNEXION_TOUS, ""),
                (plafonds.CONNEXION_COMPTE, self.cle),
            )
        return (
            (plafonds.CONNEXION_APPAREIL, f"{self.appareil.marque}:{self.cle}"),
            (plafonds.CONNEXION_APPAREILS, f"{self.cle}:{depuis.isoformat()}"),
        )


@dataclass(frozen=True, slots=True)
class Reconnu:
    """An account whose password was right; `mot_de_passe_le` says which password that was."""

    compte: int
    courriel: str
    mot_de_passe_le: datetime
    a_un_second_facteur: bool = False


class AttenteFinie(Exception):
    """The browser waited too long for its code, or the account changed meanwhile: it signs in anew."""


async def reconnaitre(essai: Essai) -> Reconnu | None:
    """The account whose password this is, or None; known or not, the same work.

    Raises `TropDEssais`, and `TropDeCalculs` when too many sign in at once.
    """
    async with a_son_tour():
        return await _reconnaitre(essai)


async def _reconnaitre(essai: Essai) -> Reconnu | None:
    freins = await essai.freins()
    for plafond, cle in freins:
        rang = await prendre(plafond, cle)
    compte = await ligne(
        "SELECT id, courriel, mot_de_passe, mot_de_passe_le, totp_prouve_le FROM compte "
        "WHERE courriel_plie = $1 AND ferme_le IS NULL",
        essai.cle,
    )
    async with rendus_si_non_juge(freins):
        est_juste = await verifier(compte["mot_de_passe"] if compte else None, essai.mot_de_passe)
    if not est_juste or compte is None:
        if rang == plafonds.AVIS_AU_RANG:
            await _avertir(compte, essai.cle, plafond)
        return None
    for plafond, cle in freins:
        await rendre(plafond, cle)
    if est_a_rafraichir(compte["mot_de_passe"]):
        with suppress(TropDeCalculs):  # another time
            await executer(
                "UPDATE compte SET mot_de_passe = $2 WHERE id = $1 AND mot_de_passe = $3",
                compte["id"], await hacher(essai.mot_de_passe), compte["mot_de_passe"],
            )  # fmt: skip
    return Reconnu(compte["id"], compte["courriel"], compte["mot_de_passe_le"], compte["totp_prouve_le"] is not None)


async def entrer(
    reconnu: Reconnu, *, rester_connecte: bool, appareil: str, navigateur: str = "", ancienne: str | None = None
) -> str | None:
    """Open the session of an account that has proved all it must; the one that the browser had before ends.

    None when the password was changed, the account closed or a second factor set up, since it was recognised.
    """
    compte = reconnu.compte
    async with transaction():
        encore = await ligne(
            "UPDATE compte SET derniere_connexion_le = $2 WHERE id = $1 AND mot_de_passe_le = $3 AND ferme_le IS NULL "
            "AND totp_prouve_le IS NULL RETURNING id",
            compte, maintenant(), reconnu.mot_de_passe_le,
        )  # fmt: skip
        if encore is None:
            return None
        if ancienne is not None:
            await sessions.fermer(ancienne)
        jeton = await sessions.ouvrir(compte, rester_connecte=rester_connecte, appareil=appareil, navigateur=navigateur)
        await journaliser("connexion", f"compte:{compte}", "Connexion", acteur=Acteur.USAGER, auteur=compte)
    return jeton


async def attendre_le_code(
    reconnu: Reconnu, *, rester_connecte: bool, appareil: str, navigateur: str = "", ancienne: str | None = None
) -> str | None:
    """The token of a wait for the second factor, which opens nothing; the browser's former wait ends.

    None when the password was changed, or the account closed, since it was recognised.
    """
    compte = reconnu.compte
    async with transaction():
        encore = await ligne(
            "SELECT id FROM compte WHERE id = $1 AND mot_de_passe_le = $2 AND ferme_le IS NULL FOR SHARE",
            compte, reconnu.mot_de_passe_le,
        )  # fmt: skip
        if encore is None:
            return None
        if ancienne is not None:
            await sessions.fermer(ancienne)
        return await sessions.attendre(
            compte, rester_connecte=rester_connecte, appareil=appareil, navigateur=navigateur
        )


async def entrer_avec_code(
    attente: Attente, code: str, *, appareil: Appareil | None = None, ancienne: str | None = None
) -> str | None:
    """Judge the code and open the session; its token, None when the code is not good.

    `appareil` is the browser's sealed mark, when it has signed in to this account before: its tries have their count.
    Raises `TropDEssais`, and `AttenteFinie` when the wait ended meanwhile: then the code is not used up.
    """
    porteur = du_compte(attente.compte)

    async def acte() -> str | None:
        preuve = await prouver(porteur, code)
        return None if preuve is None else await _achever(attente, preuve, ancienne)

    connu = appareil and await mot_de_passe_prouve(appareil, plier_courriel(attente.courriel))
    return await tenter(porteur, acte, code=code, appareil=appareil.marque if appareil and connu else "")


async def sortir(jeton: str) -> None:
    """End the session; nothing when it was over."""
    async with transaction():
        compte = await sessions.fermer(jeton)
        if compte is not None:
            await journaliser("deconnexion", f"compte:{compte}", "Déconnexion", acteur=Acteur.USAGER, auteur=compte)


async def _achever(attente: Attente, preuve: Preuve, ancienne: str | None) -> str:
    compte = attente.compte
    if ancienne is not None:
        await sessions.fermer(ancienne)
    jeton = await sessions.achever(attente)
    if jeton is None:
        raise AttenteFinie
    await executer("UPDATE compte SET derniere_connexion_le = $2 WHERE id = $1", compte, maintenant())
    await journaliser(
        "connexion", f"compte:{compte}", "Connexion", acteur=Acteur.USAGER, auteur=compte,
        second_facteur="code de secours" if preuve.par_secours else "code",
    )  # fmt: skip
    return jeton


async def _avertir(compte: Record | None, cle: str, plafond: Plafond) -> None:
    """Tell the owner that passwords are tried, by strangers or by known browsers; the same work where there is none."""
    qui, courriel = (cle, cle) if compte is None else (compte["id"], compte["courriel"])
    async with transaction(), en_silence(garder=compte is not None):
        cause = f"essais_refuses:{plafond.nom}:{qui}:{maintenant().date().isoformat()}"
        await courriels.ajouter("essais_refuses", courriel, {"essais": plafonds.AVIS_AU_RANG}, cause=cause)
        await journaliser("essais_refuses", f"compte:{qui}", "Plusieurs mots de passe faux ont été essayés")

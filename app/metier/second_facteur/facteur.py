"""A second factor from its first code to its end. Each act runs in the caller's transaction (see `essais.tenter`)."""

from dataclasses import dataclass

from app.metier.second_facteur import secours
from app.metier.second_facteur.annonces import annoncer
from app.metier.second_facteur.cle import consommer_le_pas, effacer
from app.metier.second_facteur.porteurs import Porteur, Tenu, tenir
from app.metier.suivi import Acteur


@dataclass(frozen=True, slots=True)
class Preuve:
    """A second factor was given: a code of the application, or a recovery code."""

    par_secours: bool


async def mettre_en_place(porteur: Porteur, code: str) -> list[str] | None:
    """Let the key that was shown count from this code of it on.

    The recovery codes, to be shown once; None when the code is not the key's, or a key counts already.
    """
    tenu = await tenir(porteur)
    if tenu is None or tenu.est_actif or not await consommer_le_pas(tenu, code):
        return None
    codes = await secours.tirer(porteur)
    await annoncer(tenu, "second_facteur_actif")
    return codes


async def prouver(porteur: Porteur, code: str) -> Preuve | None:
    """Use up a code of the application or a recovery code, whose use is told by mail; None when it is neither."""
    tenu = await tenir(porteur)
    preuve = await _juger(tenu, code)
    if tenu is not None and preuve is not None and preuve.par_secours:
        await annoncer(tenu, "code_secours_utilise", restants=await secours.restants(porteur))
    return preuve


async def refaire_les_codes(porteur: Porteur, code: str) -> list[str] | None:
    """New recovery codes against a code; the former ones are good no more. None when the code is not good."""
    tenu = await tenir(porteur)
    if tenu is None or await _juger(tenu, code) is None:
        return None
    codes = await secours.tirer(porteur)
    await annoncer(tenu, "codes_secours_refaits")
    return codes


async def retirer_avec(porteur: Porteur, code: str) -> Preuve | None:
    """Take the second factor away against a code; None when it is not good."""
    tenu = await tenir(porteur)
    preuve = await _juger(tenu, code)
    if tenu is not None and preuve is not None:
        await _retirer(tenu)
    return preuve


async def retirer(porteur: Porteur, *, acteur: Acteur, auteur: str = "") -> bool:
    """Take it away without a code: an agent at the counter, an operator, a change of address undone by its owner.

    The sessions are the caller's to close. False when there was none.
    """
    tenu = await tenir(porteur)
    if tenu is None or not tenu.est_actif:
        return False
    await _retirer(tenu, acteur=acteur, auteur=auteur)
    return True


async def _juger(tenu: Tenu | None, code: str) -> Preuve | None:
    if tenu is None or not tenu.est_actif:
        return None
    if await consommer_le_pas(tenu, code):
        return Preuve(par_secours=False)
    return Preuve(par_secours=True) if await secours.consommer(tenu.porteur, code) else None


async def _retirer(tenu: Tenu, *, acteur: Acteur | None = None, auteur: str = "") -> None:
    await effacer(tenu.porteur)
    await secours.oublier(tenu.porteur)
    await annoncer(tenu, "second_facteur_retire", acteur=acteur, auteur=auteur)

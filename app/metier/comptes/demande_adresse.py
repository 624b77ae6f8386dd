"""Asking for a new login address, with one's proofs: the limit first, the code last, so that nothing uses one up."""

from dataclasses import dataclass

from app.base import transaction
from app.metier.comptes import plafonds
from app.metier.comptes.adresse import enregistrer, son_adresse
from app.metier.comptes.preuve import fautes_de_preuve
from app.metier.comptes.silence import au_meme_pas
from app.metier.limites import prendre, rendre
from app.metier.plis import plier_courriel
from app.metier.second_facteur.cle import est_actif
from app.metier.second_facteur.essais import CODE_REFUSE, CODE_VIDE, tenter
from app.metier.second_facteur.facteur import prouver
from app.metier.second_facteur.porteurs import du_compte, tenir

LA_MEME = "Saisissez une autre adresse\u00a0: celle-ci est déjà votre adresse de connexion."


@dataclass(frozen=True, slots=True)
class Demande:
    """What was typed; `courriel` is empty where it was no address."""

    courriel: str
    present: str
    code: str = ""


async def demander(compte: int, session: int, demande: Demande) -> dict[str, str]:
    """Ask for the address; what is wrong, by field, and then nothing was done.

    The same whether the address has an account or not. Raises `TropDEssais`, and `SessionFinie` when the session ended
    meanwhile; only what was done counts against the limit of changes.
    """
    frein = (plafonds.CHANGEMENTS_COMPTE, str(compte))
    await prendre(*frein)
    est_fait = False
    try:
        erreurs = await _fautes(compte, demande)
        if demande.courriel and not erreurs:
            erreurs = await _agir(compte, session, demande)
            est_fait = not erreurs
    finally:
        if not est_fait:
            await rendre(*frein)
    return erreurs


async def _fautes(compte: int, demande: Demande) -> dict[str, str]:
    """What is wrong but the code itself."""
    erreurs: dict[str, str] = {}
    if plier_courriel(demande.courriel) == plier_courriel(await son_adresse(compte)):
        erreurs["courriel"] = LA_MEME
    erreurs |= await fautes_de_preuve(compte, demande.present)
    if not demande.code.strip() and await est_actif(du_compte(compte)):
        erreurs["code"] = CODE_VIDE
    return erreurs


async def _agir(compte: int, session: int, demande: Demande) -> dict[str, str]:
    """Judge the code, where there is a second factor, in the transaction of the act."""
    porteur = du_compte(compte)

    async def acte() -> bool | None:
        tenu = await tenir(porteur)
        if tenu is not None and tenu.est_actif and await prouver(porteur, demande.code) is None:
            return None
        await enregistrer(compte, session, demande.courriel)
        return True

    async with au_meme_pas():
        if await est_actif(porteur):
            fait = await tenter(porteur, acte, code=demande.code)
        else:
            async with transaction():
                fait = await acte()
    return {} if fait else {"code": CODE_REFUSE}

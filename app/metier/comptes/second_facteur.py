"""A resident's second factor: after each change of it, the other sessions end and this one gets a new token."""

from app.metier.comptes import sessions
from app.metier.comptes.changement import SessionFinie
from app.metier.second_facteur import facteur
from app.metier.second_facteur.essais import tenter
from app.metier.second_facteur.porteurs import du_compte


async def mettre_en_place(compte: int, session: int, code: str) -> tuple[str, list[str]] | None:
    """Token and recovery codes; None when the code is not the shown key's. The password was proved before.

    Raises `TropDEssais` and `SessionFinie`, as all of these.
    """
    porteur = du_compte(compte)

    async def acte() -> tuple[str, list[str]] | None:
        codes = await facteur.mettre_en_place(porteur, code)
        return None if codes is None else (await _refermer(compte, session), codes)

    return await tenter(porteur, acte, code=code)


async def refaire_les_codes(compte: int, session: int, code: str) -> tuple[str, list[str]] | None:
    """Token and new recovery codes; None when the code is not good."""
    porteur = du_compte(compte)

    async def acte() -> tuple[str, list[str]] | None:
        codes = await facteur.refaire_les_codes(porteur, code)
        return None if codes is None else (await _refermer(compte, session), codes)

    return await tenter(porteur, acte, code=code)


async def retirer(compte: int, session: int, code: str) -> str | None:
    """The token, once the password alone is enough again; None when the code is not good."""
    porteur = du_compte(compte)

    async def acte() -> str | None:
        preuve = await facteur.retirer_avec(porteur, code)
        return None if preuve is None else await _refermer(compte, session)

    return await tenter(porteur, acte, code=code)


async def _refermer(compte: int, session: int) -> str:
    await sessions.fermer_les_autres(compte, sauf=session)
    jeton = await sessions.renouveler(session)
    if jeton is None:
        raise SessionFinie
    return jeton

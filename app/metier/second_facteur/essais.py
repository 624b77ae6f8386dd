"""How often a code may be tried: counted before it is judged, given back when it was right."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from app.base import transaction
from app.metier import limites
from app.metier.limites import Plafond
from app.metier.second_facteur.annonces import annoncer
from app.metier.second_facteur.porteurs import Porteur, tenir
from app.metier.second_facteur.secours import plier_code

CODES = Plafond("second_facteur", essais=5, fenetre=timedelta(minutes=5), alerte=True)
CODES_DU_JOUR = Plafond("second_facteur:jour", essais=50, fenetre=timedelta(days=1), alerte=True)
CODES_APPAREIL = Plafond("second_facteur:appareil", essais=20, fenetre=timedelta(days=1))
CODES_APPAREILS = Plafond("second_facteur:appareils", essais=50, fenetre=timedelta(days=1), alerte=True)
"""Browsers that signed in before count apart, one and all together: whoever else has the password shuts none out."""
SECOURS = Plafond("second_facteur:secours", essais=20, fenetre=timedelta(minutes=5), alerte=True)
"""Recovery codes count apart: they are the way in left when the others are used up. 50 bits each: no limit a day."""
AVIS_AU_RANG = 5
"""The owner is told at this failure within a day: whoever fails here knows the password."""
CODE_VIDE = "Saisissez le code de 6 chiffres que montre votre application, par exemple 123456."
CODE_REFUSE = "Ce code n’est pas le bon, ou il a déjà servi. Saisissez celui que votre application montre à présent."
SECOURS_VIDE = "Saisissez un de vos codes de secours, par exemple ABCDE-FGH23."
SECOURS_REFUSE = "Ce code de secours n’est pas le bon, ou il a déjà servi. Vérifiez-le, ou saisissez-en un autre."

T = TypeVar("T")


async def tenter(
    porteur: Porteur, acte: Callable[[], Awaitable[T | None]], *, code: str, appareil: str = ""
) -> T | None:
    """Run in a transaction an act that this code must prove; None when it did not. Raises `TropDEssais`.

    `appareil` is the mark of a browser that has signed in to the account before.
    """
    freins = _freins(porteur, code, appareil)
    for plafond, cle in freins:
        rang = await limites.prendre(plafond, cle)
    async with transaction():
        obtenu = await acte()
        if obtenu is None and rang == AVIS_AU_RANG:
            await _avertir(porteur)
    if obtenu is not None:
        for plafond, cle in freins:
            await limites.rendre(plafond, cle)
    return obtenu


def _freins(porteur: Porteur, code: str, appareil: str) -> tuple[tuple[Plafond, str], ...]:
    if plier_code(code) is not None:
        return ((SECOURS, porteur.nom),)
    if appareil:
        sien = f"{porteur.nom}:{appareil}"
        return ((CODES, sien), (CODES_APPAREIL, sien), (CODES_APPAREILS, porteur.nom))
    return ((CODES, porteur.nom), (CODES_DU_JOUR, porteur.nom))


async def _avertir(porteur: Porteur) -> None:
    tenu = await tenir(porteur)
    if tenu is not None and tenu.est_actif:
        await annoncer(tenu, "codes_refuses")

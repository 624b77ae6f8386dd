"""Kinds of value that several forms ask for, and the sentences that say what is wrong with them."""

from datetime import timedelta
from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator

from app.gabarits.filtres import heure, nombre
from app.metier.calendrier import maintenant
from app.metier.limites import TropDEssais

UNE_MINUTE = timedelta(minutes=1)


def _adresse(texte: str) -> str:
    try:
        return validate_email(texte.strip(), check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError:
        raise ValueError("Saisissez une adresse électronique, par exemple prenom.nom@exemple.fr.") from None


Courriel = Annotated[str, AfterValidator(_adresse)]


def rempli(phrase: str, *, quoi: str, longueur_max: int = 200) -> AfterValidator:
    """A text that must be there (`phrase` asks for it) and short enough (`quoi` names it: « le nom »)."""

    def verifier(texte: str) -> str:
        texte = texte.strip()
        if not texte:
            raise ValueError(phrase)
        if len(texte) > longueur_max:
            raise ValueError(f"Raccourcissez {quoi}\u00a0: {nombre(longueur_max)} caractères au plus.")
        return texte

    return AfterValidator(verifier)


def phrase_d_attente(refus: TropDEssais, fuseau: str) -> str:
    """Too many tries, and the minute from which the next one is sure to be heard."""
    return f"{refus.phrase} Nouvel essai possible à {heure(refus.libre_le + UNE_MINUTE, fuseau)}."


def secondes_d_attente(refus: TropDEssais) -> int:
    """The same for a machine, in Retry-After: whole seconds, one at least."""
    return int(max(refus.libre_le - maintenant(), timedelta(0)).total_seconds()) + 1

"""Kinds of value that several forms ask for, and the sentences that say what is wrong with them."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator

from app.gabarits.filtres import heure, nombre
from app.metier.calendrier import maintenant
from app.metier.comptes.mots_de_passe import plaintes
from app.metier.limites import TropDEssais

UNE_MINUTE = timedelta(minutes=1)


def _adresse(texte: str) -> str:
    try:
        return validate_email(texte.strip(), check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError:
        raise ValueError("Saisissez une adresse électronique, par exemple prenom.nom@exemple.fr.") from None


Courriel = Annotated[str, AfterValidator(_adresse)]

IDENTIFIANT = re.compile(r"[A-Z0-9]{4,20}")


def _identifiant(texte: str) -> str:
    lettres = "".join(texte.split()).upper()
    if not IDENTIFIANT.fullmatch(lettres):
        raise ValueError("Saisissez les 8 lettres de l’identifiant portail, par exemple PSEMCSMJ.")
    return lettres


Identifiant = Annotated[str, AfterValidator(_identifiant)]


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


async def fautes_du_mot_de_passe(champs: Mapping[str, str], mots_personnels: Iterable[str]) -> dict[str, str]:
    """What is wrong with `mot_de_passe` and its `confirmation`, by field."""
    choisi = champs.get("mot_de_passe", "")
    if not choisi:
        return {"mot_de_passe": "Choisissez un mot de passe."}
    if manques := await plaintes(choisi, mots_personnels):
        return {"mot_de_passe": " ".join(manques)}
    if champs.get("confirmation", "") != choisi:
        return {"confirmation": "Saisissez deux fois le même mot de passe : les deux saisies diffèrent."}
    return {}


def phrase_d_attente(refus: TropDEssais, fuseau: str) -> str:
    """Too many tries, and the minute from which the next one is sure to be heard."""
    return f"{refus.phrase} Nouvel essai possible à {heure(refus.libre_le + UNE_MINUTE, fuseau)}."


def secondes_d_attente(refus: TropDEssais) -> int:
    """The same for a machine, in Retry-After: whole seconds, one at least."""
    return int(max(refus.libre_le - maintenant(), timedelta(0)).total_seconds()) + 1

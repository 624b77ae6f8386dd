"""What is checked of a row before it is written."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from piccolo.table import Table

from app.agents.console.refus import Refus
from app.agents.politique import Regle
from app.web.formulaires import valider

LECTURE_SEULE = "Cette table se consulte seulement : rien ne s’y écrit à la main."
Valeurs = dict[str, Any]


def lire_envoi(corps: bytes) -> Valeurs:
    """The JSON object that was sent: no NUL, no lone surrogate."""
    try:
        lu = json.loads(corps)
        texte = json.dumps(lu, ensure_ascii=False).encode().decode()
    except (ValueError, RecursionError):
        raise Refus(422, "Cet envoi est illisible.") from None
    if not isinstance(lu, dict) or "\\u0000" in texte:
        raise Refus(422, "Cet envoi est illisible.")
    return lu


def exiger_les_colonnes(vue: type[Table], regle: Regle, saisi: Mapping[str, Any], avant: Mapping[str, Any]) -> None:
    """Its form sends every column back: those that are not to be written must come unchanged."""
    connues = {colonne._meta.name for colonne in vue._meta.columns}
    for cle in saisi:
        if cle not in connues:
            raise Refus(422, "Cet envoi porte une colonne inconnue.")
        if cle not in regle.ecrites and not _est_inchangee(saisi[cle], avant.get(cle)):
            raise Refus(403, f"La colonne {cle} ne se modifie pas à la main.")


def _est_inchangee(saisie: Any, presente: Any) -> bool:
    if isinstance(presente, datetime) and isinstance(saisie, str):
        try:
            return datetime.fromisoformat(saisie).replace(microsecond=0) == presente.replace(microsecond=0)
        except (ValueError, TypeError):
            return False
    return (saisie or "") == (presente or "")


def verifier_la_fiche(regle: Regle, valeurs: Valeurs) -> Valeurs:
    """The checked values of the columns that may be written."""
    if regle.fiche is None:
        raise Refus(403, LECTURE_SEULE)
    fiche, fautes = valider(regle.fiche, valeurs)
    if fiche is None:
        raise Refus(422, " ".join(f"{colonne} : {phrase}" for colonne, phrase in fautes.items()))
    return fiche.model_dump(mode="json")

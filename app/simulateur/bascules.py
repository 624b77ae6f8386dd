"""The switches: everything that can go otherwise than well, at will."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.simulateur.depot import Depot


class Bascules(BaseModel):
    """How the simulator behaves from now on. The default is a Treasury without a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=200)

    notification: Literal["normale", "perdue", "retardee", "multiple", "repetee"] = "normale"
    notification_delai: float = Field(default=10, ge=0, le=3600, allow_inf_nan=False)
    notification_copies: int = Field(default=2, ge=1, le=200)
    retour: Literal["POST", "GET"] = "POST"
    refuser_cartes: bool = False
    panne: Literal["aucune", "html503", "attente", "faute_technique", "xml_tronque"] = "aucune"
    panne_attente: float = Field(default=30, ge=0, le=600, allow_inf_nan=False)
    faux_champ: Literal["", "montant", "refdet", "numcli", "exer", "saisie", "resultrans"] = ""
    faux_valeur: str = ""
    tipi_majuscules: bool = False


# What the reader of the switches' page is told when a value cannot be.
PHRASES = {
    "notification_delai": "Saisissez un délai de 0 à 3600 secondes, par exemple 10",
    "notification_copies": "Saisissez un nombre d’envois de 1 à 200, par exemple 2",
    "panne_attente": "Saisissez une durée de 0 à 600 secondes, par exemple 30",
    "faux_valeur": "Saisissez une valeur de 200 caractères au plus",
}


def lire_bascules(depot: Depot) -> Bascules:
    """The switches as they stand."""
    valeur = depot.lire_bascules()
    return Bascules() if valeur is None else Bascules.model_validate_json(valeur)


def ecrire_bascules(depot: Depot, bascules: Bascules) -> None:
    """Set them, restarts included."""
    depot.ecrire_bascules(bascules.model_dump_json())

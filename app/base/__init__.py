"""The database: one per collectivité, chosen by context; transactions that say what they are."""

from app.base.contexte import (
    AucuneCollectivite,
    Inscription,
    inscription_courante,
    lancer,
    utiliser,
)
from app.base.delais import endurance, patience
from app.base.moteur import Moteur, connexion, fermer_les_reserves, moteur
from app.base.requetes import executer, ligne, lignes, valeur
from app.base.transactions import ImbricationInterdite, point_de_reprise, transaction, verrou

__all__ = [
    "AucuneCollectivite",
    "ImbricationInterdite",
    "Inscription",
    "Moteur",
    "connexion",
    "endurance",
    "executer",
    "fermer_les_reserves",
    "inscription_courante",
    "lancer",
    "ligne",
    "lignes",
    "moteur",
    "patience",
    "point_de_reprise",
    "transaction",
    "utiliser",
    "valeur",
    "verrou",
]

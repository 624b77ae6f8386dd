"""The messages of the web service: what is sent is strict, what is read is taken as it comes."""

from app.payfip.messages.demandes import (
    DemandeCreation,
    ecrire_creation,
    ecrire_demande_client,
    ecrire_demande_detail,
)
from app.payfip.messages.detail import Detail, FicheClient, lire_detail, lire_fiche_client, lire_idop_cree
from app.payfip.messages.enveloppe import Operation, lire_reponse
from app.payfip.messages.regles import nettoyer_objet

__all__ = [
    "DemandeCreation",
    "Detail",
    "FicheClient",
    "Operation",
    "ecrire_creation",
    "ecrire_demande_client",
    "ecrire_demande_detail",
    "lire_detail",
    "lire_fiche_client",
    "lire_idop_cree",
    "lire_reponse",
    "nettoyer_objet",
]

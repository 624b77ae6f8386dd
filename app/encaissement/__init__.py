"""The desk where bills meet PayFiP: opening a payment, learning its outcome; for residents, the worker and agents."""

from app.encaissement.conclusion import Suite, conclure
from app.encaissement.guichet import Passage, ouvrir
from app.encaissement.payfip import fermer_payfip, payfip, utiliser_client
from app.encaissement.refus import FactureIntrouvable, PayfipInjoignable
from app.encaissement.verification import verifier_les_dus, verifier_un

__all__ = [
    "FactureIntrouvable",
    "Passage",
    "PayfipInjoignable",
    "Suite",
    "conclure",
    "fermer_payfip",
    "ouvrir",
    "payfip",
    "utiliser_client",
    "verifier_les_dus",
    "verifier_un",
]

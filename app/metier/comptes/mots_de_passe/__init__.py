"""Passwords: what they must be, and how they are kept."""

from app.metier.comptes.mots_de_passe.condensat import (
    LONGUEUR_MAX,
    TropDeCalculs,
    a_son_tour,
    est_a_rafraichir,
    hacher,
    verifier,
)
from app.metier.comptes.mots_de_passe.regle import REGLE, plaintes, regle_du_mot_de_passe

__all__ = [
    "LONGUEUR_MAX",
    "REGLE",
    "TropDeCalculs",
    "a_son_tour",
    "est_a_rafraichir",
    "hacher",
    "plaintes",
    "regle_du_mot_de_passe",
    "verifier",
]

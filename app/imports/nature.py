"""The kinds of file, in the order in which a first import takes them."""

from enum import StrEnum


class Nature(StrEnum):
    """A kind of file; the value is the name that the command and the desk give it."""

    ABONNES = "abonnes"
    CONTRATS = "contrats"
    BACS = "bacs"
    LEVEES = "levees"
    FACTURES = "factures"
    LIGNES_FACTURE = "lignes_facture"
    REGLEMENTS = "reglements"

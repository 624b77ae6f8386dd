"""Sheets that grow line by line and are written as billing writes them."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

Cellule = str | int | date | None


def euros(centimes: int) -> str:
    """`87,94`."""
    entiers, reste = divmod(abs(centimes), 100)
    return f"{'-' if centimes < 0 else ''}{entiers},{reste:02d}"


class Feuille:
    """One file: a header, then lines given by column names."""

    def __init__(self, nom: str, *colonnes: str) -> None:
        self.nom = nom
        self._colonnes = colonnes
        self._lignes: list[Sequence[str]] = []

    def ajouter(self, **cellules: Cellule) -> None:
        """A line; columns that are not given stay empty."""
        inconnues = set(cellules) - set(self._colonnes)
        if inconnues:
            raise KeyError(f"{self.nom}: {inconnues}")
        self._lignes.append([_ecrire(cellules.get(colonne)) for colonne in self._colonnes])

    def ecrire(self, dossier: Path) -> None:
        """Write the file into this folder."""
        with (dossier / f"{self.nom}.csv").open("w", encoding="utf-8", newline="") as fichier:
            plume = csv.writer(fichier, delimiter=";", lineterminator="\n")
            plume.writerow(self._colonnes)
            plume.writerows(self._lignes)


def _ecrire(cellule: Cellule) -> str:
    if cellule is None:
        return ""
    return cellule.strftime("%d/%m/%Y") if isinstance(cellule, date) else str(cellule)


def abonnes() -> Feuille:
    """The residents."""
    return Feuille(
        "abonnes", "code_usager", "identifiant_portail", "categorie", "civilite", "nom", "prenom", "raison_sociale",
        "siret",
        "email", "telephone_1", "type_1", "personnes_foyer",
    )  # fmt: skip


def contrats() -> Feuille:
    """The subscriptions."""
    adresse = ("numero", "ext", "rue", "code_postal", "ville", "pays")
    return Feuille(
        "contrats", "reference", "code_usager", "forfait", "souscrit_le", "termine_le", "mode_paiement", "iban",
        *(f"hab_{champ}" for champ in adresse), *(f"fac_{champ}" for champ in adresse),
    )  # fmt: skip


def factures() -> Feuille:
    """The bills."""
    return Feuille(
        "factures", "reference", "code_usager", "reference_contrat", "objet", "date_facture", "echeance",
        "periode_debut",
        "periode_fin", "montant_ttc", "numcli", "exercice", "refdet", "payable_le", "publiee_le", "etat",
        "destinataire_nom",
        "destinataire_adresse", "lot",
    )  # fmt: skip


def lignes_facture() -> Feuille:
    """The lines of the bills."""
    return Feuille(
        "lignes_facture", "reference_facture", "rang", "libelle", "quantite", "prix_unitaire", "taux_tva", "montant"
    )


def reglements() -> Feuille:
    """The accountant's lines."""
    return Feuille("reglements", "reference_reglement", "reference_facture", "nature", "date", "montant", "moyen")


def bacs() -> Feuille:
    """The bins."""
    return Feuille(
        "bacs",
        "numero",
        "puce",
        "reference_contrat",
        "part",
        "flux",
        "volume_l",
        "mis_en_service_le",
        "retire_le",
        "depuis",
    )


def levees() -> Feuille:
    """The lifts."""
    return Feuille("levees", "puce", "date", "heure", "poids_kg", "tournee", "statut")

"""The accessibility grid is whole, and nobody says « conforme » without a name, a date and a proof."""

import csv
from datetime import date
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
CRITERES_PAR_THEME = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
"""RGAA 4.1.2: 106 criteria."""
COLONNES = ["critere", "theme", "applicable", "fait", "controle", "resultat", "nom", "date", "preuve"]


def _grille() -> list[dict[str, str]]:
    with (RACINE / "docs" / "accessibilite" / "grille.csv").open(encoding="utf-8", newline="") as fichier:
        lecteur = csv.DictReader(fichier, delimiter=";")
        assert lecteur.fieldnames == COLONNES
        return list(lecteur)


def test_chaque_critere_y_est_une_fois_et_dit_ce_qui_est_fait() -> None:
    attendus = [f"{theme}.{n + 1}" for theme, nombre in enumerate(CRITERES_PAR_THEME, 1) for n in range(nombre)]
    grille = _grille()
    assert [ligne["critere"] for ligne in grille] == attendus
    assert [ligne["critere"] for ligne in grille if not ligne["fait"]] == []


def test_ce_qui_s_applique_a_son_controle_et_le_reste_n_en_a_pas() -> None:
    grille = _grille()
    assert {ligne["applicable"] for ligne in grille} == {"oui", "selon", "non"}
    assert [li["critere"] for li in grille if (li["applicable"] == "non") == bool(li["controle"])] == []


def test_chaque_controle_est_explique() -> None:
    page = (RACINE / "docs" / "accessibilite.md").read_text("utf-8")
    nommes = {controle for ligne in _grille() for controle in ligne["controle"].split()}
    assert {controle for controle in nommes if f"`{controle}`" not in page} == set()


def test_un_resultat_a_son_nom_sa_date_et_sa_preuve() -> None:
    for ligne in _grille():
        assert ligne["resultat"] in ("", "C", "NC", "NA"), ligne
        signe = [ligne["nom"], ligne["date"], ligne["preuve"]]
        assert all(signe) if ligne["resultat"] else not any(signe), ligne
        if ligne["date"]:
            date.fromisoformat(ligne["date"])

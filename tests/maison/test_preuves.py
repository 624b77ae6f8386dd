"""The list of proofs names tests that exist, and leaves out none of the attacks."""

import re
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
PREUVES = (RACINE / "docs" / "preuves.md").read_text("utf-8")
NOMME = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`( \(long\))?")


def _fonctions(chemin: Path) -> dict[str, bool]:
    """Each test of a file, and whether it is a long one."""
    trouvees = re.findall(r"((?:^@.*\n)*)^(?:async )?def (test_\w+)", chemin.read_text("utf-8"), re.M)
    return {nom: "pytest.mark.lent\n" in marques for marques, nom in trouvees}


def test_chaque_test_nomme_existe_et_dit_s_il_est_long() -> None:
    nommes = NOMME.findall(PREUVES)
    assert len(nommes) >= 60
    for fichier, nom, long in nommes:
        fonctions = _fonctions(RACINE / fichier)
        if nom:
            assert nom in fonctions, f"{fichier}::{nom}"
            assert fonctions[nom] == bool(long), f"{fichier}::{nom}"


def test_chaque_attaque_est_nommee() -> None:
    """Tables of the attacks' own folder: each test stands in the list, or only proves that its attack is sharp."""
    nommes = {(fichier, nom) for fichier, nom, _ in NOMME.findall(PREUVES)}
    attaques = {
        (chemin.relative_to(RACINE).as_posix(), nom)
        for chemin in (RACINE / "tests" / "attaques").glob("test_*.py")
        for nom in _fonctions(chemin)
    }
    affutages = {
        "test_la_liste_est_assez_longue",
        "test_le_squelette_voit_ce_qui_n_est_pas_du_texte",
        "test_deux_essais_differents_se_voient",
        "test_les_fils_bornent_la_memoire_des_calculs",
    }
    assert {nom for _, nom in attaques - nommes} == affutages


def test_chaque_ligne_a_ses_quatre_cases() -> None:
    for ligne in PREUVES.splitlines():
        if ligne.startswith("|"):
            cases = [case.strip() for case in ligne.strip("|").split("|")]
            assert len(cases) == 4
            assert all(cases), ligne

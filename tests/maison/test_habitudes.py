"""Habits of the house that no library checks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
SOURCES = sorted((RACINE / "app").rglob("*.py"))
LIGNES_MAX = 250
LIGNES_PAR_FONCTION = 50

HORLOGES = {
    "app/metier/calendrier.py",
    "app/simulateur/horloge.py",  # the Treasury has its own clock
    "app/commandes/demo/boite.py",  # and so has the demonstration's mail server
}
ARGENT = (
    "app/metier/factures",
    "app/metier/paiements",
    "app/encaissement",
    "app/payfip",
    "app/imports",
    "app/documents",
)


def _nom(chemin: Path) -> str:
    return chemin.relative_to(RACINE).as_posix()


def _appels(chemin: Path) -> Iterator[tuple[str, int]]:
    """Dotted name and line of each call."""
    for noeud in ast.walk(ast.parse(chemin.read_text("utf-8"))):
        if isinstance(noeud, ast.Call):
            yield ast.unparse(noeud.func), noeud.lineno


def test_une_seule_horloge() -> None:
    heures = {"datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time"}
    fautes = [
        f"{_nom(chemin)}:{ligne} {appel}"
        for chemin in SOURCES
        if _nom(chemin) not in HORLOGES
        for appel, ligne in _appels(chemin)
        if appel in heures
    ]
    assert fautes == []


def test_aucun_flottant_sur_le_chemin_de_l_argent() -> None:
    fautes = [
        f"{_nom(chemin)}:{ligne}"
        for chemin in SOURCES
        if _nom(chemin).startswith(ARGENT)
        for appel, ligne in _appels(chemin)
        if appel in ("float", "round")
    ]
    assert fautes == []


def test_hx_request_n_est_lu_que_par_rendu() -> None:
    lecteurs = {
        _nom(chemin) for chemin in SOURCES if re.search(r"[\"']hx-request[\"']", chemin.read_text("utf-8"), re.I)
    }
    assert lecteurs == {"app/web/rendu.py"}


def test_pas_de_html_en_python() -> None:
    balise = re.compile(r"</?(a|p|div|span|ul|li|h[1-6]|form|input|table|button|main)\b[^>]*>", re.I)
    fautes = [
        f"{_nom(chemin)}:{noeud.lineno}"
        for chemin in SOURCES
        for noeud in ast.walk(ast.parse(chemin.read_text("utf-8")))
        if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str) and balise.search(noeud.value)
    ]
    assert fautes == []


def test_fichiers_et_fonctions_restent_courts() -> None:
    longs = [_nom(chemin) for chemin in SOURCES if chemin.read_text("utf-8").count("\n") > LIGNES_MAX]
    longues = [
        f"{_nom(chemin)}:{noeud.lineno} {noeud.name}"
        for chemin in SOURCES
        for noeud in ast.walk(ast.parse(chemin.read_text("utf-8")))
        if isinstance(noeud, ast.FunctionDef | ast.AsyncFunctionDef)
        and (noeud.end_lineno or noeud.lineno) - noeud.lineno >= LIGNES_PAR_FONCTION
    ]
    assert (longs, longues) == ([], [])


def test_la_demonstration_n_est_connue_de_personne() -> None:
    """No `if demo`: the simulator is only another address."""
    fautes = [
        _nom(chemin)
        for chemin in SOURCES
        if not _nom(chemin).startswith(("app/commandes", "app/simulateur"))
        and re.search(r"\bif\b.*\bdemo\b", chemin.read_text("utf-8"))
    ]
    assert fautes == []


def test_chaque_module_public_dit_ce_qu_il_est() -> None:
    muets = [_nom(chemin) for chemin in SOURCES if not ast.get_docstring(ast.parse(chemin.read_text("utf-8")))]
    assert muets == []

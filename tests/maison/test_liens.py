"""The written side tells the truth: its links lead somewhere, its commands, settings and files exist."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from app.commandes import portail

RACINE = Path(__file__).resolve().parents[2]
PAGES = sorted([*RACINE.glob("*.md"), *(RACINE / "docs").rglob("*.md")])

LIEN = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
BLOC = re.compile(r"^```.*?^```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
FICHIER = re.compile(r"(?:app|tests|docs|outils|bench|donnees|templates|partials|static|piccolo_migrations)/[\w./-]*")
SANS_FICHIER = re.compile(r"docs/captures/|\w+/x/")
"""Made by `make captures`; or said of any folder x."""


def _nom(page: Path) -> str:
    return page.relative_to(RACINE).as_posix()


def _codes(texte: str) -> list[str]:
    """What stands in code: lines of blocks, and pieces between backquotes outside of them."""
    blocs = [ligne.strip() for bloc in BLOC.findall(texte) for ligne in bloc.splitlines()[1:-1]]
    return blocs + CODE.findall(BLOC.sub("", texte))


def _ancres(page: Path) -> set[str]:
    """The anchors that forges make of headings."""
    titres = re.findall(r"^#+ (.+)$", BLOC.sub("", page.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", titre.lower()).strip().replace(" ", "-") for titre in titres}


def _cibles_du_makefile() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (RACINE / "Makefile").read_text("utf-8"), re.M))


@pytest.mark.parametrize("page", PAGES, ids=_nom)
def test_chaque_lien_mene_quelque_part(page: Path) -> None:
    perdus = []
    for lien in LIEN.findall(BLOC.sub("", page.read_text("utf-8"))):
        chemin, _, ancre = lien.partition("#")
        if "://" in lien or lien.startswith("mailto:"):
            continue
        cible = (page.parent / chemin).resolve() if chemin else page
        if not cible.exists() or (ancre and ancre not in _ancres(cible)):
            perdus.append(lien)
    assert perdus == []


@pytest.mark.parametrize("page", PAGES, ids=_nom)
def test_chaque_fichier_nomme_existe(page: Path) -> None:
    nommes = {nom for code in _codes(page.read_text("utf-8")) for nom in FICHIER.findall(code) if code.startswith(nom)}
    perdus = (nom for nom in nommes if not (RACINE / nom.rstrip("/.")).exists())
    assert sorted(nom for nom in perdus if not SANS_FICHIER.match(nom)) == []


@pytest.mark.parametrize("page", PAGES, ids=_nom)
def test_chaque_commande_nommee_existe(page: Path) -> None:
    codes = _codes(page.read_text("utf-8"))
    cibles = {m for code in codes for m in re.findall(r"^(?:\$ )?make ([a-z-]+)", code)}
    assert cibles - _cibles_du_makefile() == set()
    for code in codes:
        if trouvee := re.search(r"(?:^|[\s/])portail ([a-z]+)\b(.*)", code):
            commande = portail.get_command(click.Context(portail), trouvee[1])
            assert commande is not None, f"{_nom(page)}: portail {trouvee[1]}"
            assert set(re.findall(r"--[a-z-]+", trouvee[2])) - _options(commande) == set(), code


@pytest.mark.parametrize("page", PAGES, ids=_nom)
def test_chaque_reglage_nomme_existe(page: Path) -> None:
    connus = set(re.findall(r"`(PORTAIL_[A-Z]+)`", (RACINE / "docs" / "reglages.md").read_text("utf-8")))
    assert set(re.findall(r"PORTAIL_[A-Z]+\b", page.read_text("utf-8"))) - connus == set()


def test_la_licence_est_celle_du_projet() -> None:
    declaree = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]["license"]
    assert declaree in (RACINE / "README.md").read_text("utf-8")


def test_chaque_commande_est_dans_le_lisez_moi() -> None:
    texte = (RACINE / "README.md").read_text("utf-8")
    connues = portail.list_commands(click.Context(portail))
    assert sorted(nom for nom in connues if f"`portail {nom}" not in texte) == []


def test_chaque_decision_est_a_l_index() -> None:
    dossier = RACINE / "docs" / "decisions"
    index = (dossier / "README.md").read_text("utf-8")
    assert [p.name for p in sorted(dossier.glob("[0-9]*.md")) if f"({p.name})" not in index] == []


def _options(commande: click.Command) -> set[str]:
    return {"--help"} | {nom for parametre in commande.params for nom in parametre.opts}

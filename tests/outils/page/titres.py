"""One h1, a title that begins with it, no skipped level."""

import re

from bs4 import BeautifulSoup, Tag

from tests.outils.page.commun import Manquements, cite

# « Erreur : » first, then « Étape 2 sur 4 - » where a form has several pages.
PREFIXES = re.compile(r"^(Erreur\u00a0: )?((Étape )?\d+ sur \d+ - )?")


def verifier(soupe: BeautifulSoup, *, fragment: bool) -> Manquements:
    titre, principaux = _titre(soupe), soupe.find_all("h1")
    trouves = [] if titre else ["no <title>, or an empty one"]
    if len(principaux) > 1 or (not principaux and not fragment):
        trouves.append(f"{len(principaux)} h1 instead of 1")
    if len(principaux) == 1 and titre:
        attendu = _texte(principaux[0])
        if not PREFIXES.sub("", titre).startswith(attendu):
            trouves.append(f"title {titre!r} does not begin with the h1 {attendu!r}")
    if soupe.select_one(".recap") and not titre.startswith("Erreur"):
        trouves.append(f"an error summary, and a title without « Erreur\u00a0: »: {titre!r}")
    return trouves + _niveaux(soupe)


def _niveaux(soupe: BeautifulSoup) -> Manquements:
    trouves, precedent = [], 1
    for element in soupe.find_all(re.compile(r"^h[1-6]$")):
        niveau = int(element.name[1])
        if niveau > precedent + 1:
            trouves.append(f"h{precedent} then h{niveau}: {_texte(element)!r}")
        if not _texte(element):
            trouves.append(f"empty heading: {cite(element)}")
        precedent = niveau
    return trouves


def _titre(soupe: BeautifulSoup) -> str:
    """The page's own title: an <svg> may hold one too."""
    element = next((t for t in soupe.find_all("title") if not t.find_parent("svg")), None)
    return _texte(element) if element else ""


def _texte(element: Tag) -> str:
    return re.sub(r"[ \t\r\n]+", " ", element.get_text()).strip()

"""The house rules of every page: any test that fetches one calls verifier_page on it."""

import re

import html5lib
from bs4 import BeautifulSoup
from html5lib.constants import E as MESSAGES

from tests.outils.page import attributs, champs, squelette, titres, typographie
from tests.outils.page.commun import Manquements

__all__ = ["manquements", "verifier_page"]

PREUVE = re.compile(r'(?<=name="jeton_csrf" value=")[^"]+')
_bonnes: set[int] = set()


def verifier_page(html: str, *, url: str = "", fragment: bool = False) -> None:
    """Raise AssertionError with every breach of the house rules; a fragment is what htmx swaps in.

    A page that was found good is not read again: many tests meet the same ones, but for the proof of their forms.
    """
    cle = hash((PREUVE.sub("", html), fragment))
    if cle in _bonnes:
        return
    trouves = manquements(html, fragment=fragment)
    if not trouves:
        _bonnes.add(cle)
    assert not trouves, f"{url or 'page'} : {len(trouves)} breach(es)\n- " + "\n- ".join(trouves)


def manquements(html: str, *, fragment: bool = False) -> Manquements:
    soupe = BeautifulSoup(html, "html.parser" if fragment else "html5lib")
    trouves = _syntaxe(html, fragment=fragment)
    trouves += attributs.verifier(soupe)
    trouves += squelette.verifier_fragment(soupe) if fragment else squelette.verifier(soupe, html)
    trouves += titres.verifier(soupe, fragment=fragment)
    trouves += champs.verifier(soupe, fragment=fragment)
    trouves += typographie.verifier(soupe)
    return trouves


def _syntaxe(html: str, *, fragment: bool) -> Manquements:
    """What a strict HTML parser complains of, with the line."""
    analyseur = html5lib.HTMLParser()
    if fragment:
        analyseur.parseFragment(html)
    else:
        analyseur.parse(html)
    return [f"HTML, line {position[0]}: {MESSAGES[code] % donnees}" for position, code, donnees in analyseur.errors]

"""Attributes: unique ids, references that lead somewhere, nothing inline, no bare hx-*."""

from collections import Counter

from bs4 import BeautifulSoup

from tests.outils.page.commun import Manquements, attribut, cite

# Parts of the whole page that a fragment may point at.
PERMANENTS = {"contenu", "annonce", "onglets"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "form", "list")


def verifier(soupe: BeautifulSoup) -> Manquements:
    return _identifiants(soupe) + _references(soupe) + _interdits(soupe)


def _identifiants(soupe: BeautifulSoup) -> Manquements:
    compte = Counter(attribut(e, "id") for e in soupe.find_all(id=True))
    doubles = [f"id used {n} times: {i!r}" for i, n in compte.items() if n > 1]
    return doubles + ([f"empty or spaced id: {i!r}" for i in compte if not i or " " in i])


def _references(soupe: BeautifulSoup) -> Manquements:
    connus = {attribut(e, "id") for e in soupe.find_all(id=True)}
    trouves = [
        f"{nom} points at no id {cible!r}: {cite(element)}"
        for nom in REFERENCES
        for element in soupe.find_all(attrs={nom: True})
        for cible in attribut(element, nom).split() or [""]
        if cible not in connus
    ]
    ancres = [a for a in soupe.find_all("a", href=True) if attribut(a, "href").startswith("#")]
    return trouves + [f"link to no id: {cite(a)}" for a in ancres if attribut(a, "href")[1:] not in connus | PERMANENTS]


def _interdits(soupe: BeautifulSoup) -> Manquements:
    trouves = []
    for element in soupe.find_all(True):
        refuses = [nom for nom in element.attrs if nom == "style" or nom.startswith(("on", "hx-"))]
        trouves += [f"forbidden attribute {nom}: {cite(element)}" for nom in refuses]
        if attribut(element, "target") not in ("", "_self"):
            trouves.append(f"opens a window: {cite(element)}")
        if attribut(element, "tabindex") not in ("", "0", "-1"):
            trouves.append(f"positive tabindex: {cite(element)}")
        if element.name == "style":
            trouves.append("inline <style>")
        if element.name == "script" and (element.get_text(strip=True) or not element.get("src")):
            trouves.append("inline <script>")
    return trouves

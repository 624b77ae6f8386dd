"""The skeleton: language, viewport, landmarks, tables, lists, nesting; and the shape of a fragment."""

from bs4 import BeautifulSoup, NavigableString, Tag

from tests.outils.page.commun import Manquements, attribut, cite, nom_accessible

TITRES = ["h1", "h2", "h3", "h4"]
BLOCS = [
    *("address", "article", "aside", "div", "dl", "fieldset", "footer", "form", "header"),
    *("main", "nav", "ol", "p", "section", "table", "ul", *TITRES),
]
# <a> may hold blocks.
EN_LIGNE = ["abbr", "b", "button", "cite", "code", "em", "i", "label", "small", "span", "strong", "time"]
INTERACTIFS = ["a", "button", "input", "select", "textarea", "summary"]


def verifier(soupe: BeautifulSoup, html: str) -> Manquements:
    trouves = []
    if not html.lstrip().lower().startswith("<!doctype html>"):
        trouves.append("the page does not begin with <!doctype html>")
    racine = soupe.find("html")
    if not isinstance(racine, Tag) or attribut(racine, "lang") != "fr":
        trouves.append('<html> is not lang="fr"')
    vue = soupe.find("meta", attrs={"name": "viewport"})
    if not isinstance(vue, Tag) or "user-scalable" in attribut(vue, "content"):
        trouves.append("no viewport, or one that forbids zooming")
    if soupe.find("meta", attrs={"http-equiv": True}):
        trouves.append("meta http-equiv")
    return trouves + _reperes(soupe) + communs(soupe)


def communs(soupe: BeautifulSoup) -> Manquements:
    return _tables(soupe) + _listes(soupe) + _imbrications(soupe) + _noms(soupe)


def verifier_fragment(soupe: BeautifulSoup) -> Manquements:
    """A leading <title>, one root with an id, and elements that go elsewhere (hx-swap-oob)."""
    trouves = communs(soupe)
    if any(type(n) is NavigableString and n.strip() for n in soupe.contents):
        trouves.append("text outside the fragment's root")
    elements = [n for n in soupe.contents if isinstance(n, Tag)]
    if not elements or elements[0].name != "title":
        trouves.append("the fragment does not begin with its <title>")
    racines = [e for e in elements if e.name != "title" and not e.has_attr("data-hx-swap-oob")]
    if len(racines) != 1:
        trouves.append(f"{len(racines)} roots in the fragment: {[cite(r) for r in racines]}")
    trouves += [f"root without id: {cite(r)}" for r in racines if not r.get("id")]
    return trouves + [
        f"out of band without id: {cite(e)}" for e in elements if e.has_attr("data-hx-swap-oob") and not e.get("id")
    ]


def _reperes(soupe: BeautifulSoup) -> Manquements:
    trouves = []
    for nom in ("header", "main", "footer"):
        compte = len(soupe.select(f"body > {nom}"))
        if compte != 1:
            trouves.append(f"{compte} <{nom}> under <body> instead of 1")
    if len(soupe.find_all("main")) > 1:
        trouves.append("several <main>")
    menus = soupe.find_all("nav")
    if not menus:
        trouves.append("no <nav>")
    nommes = [m for m in menus if m.get("aria-label") or m.get("aria-labelledby")]
    noms = [nom_accessible(m, soupe) if m in nommes else "" for m in menus]
    if len(menus) > 1 and (not all(noms) or len(set(noms)) < len(noms)):
        trouves.append(f"several <nav> without names of their own: {noms}")
    return trouves


def _tables(soupe: BeautifulSoup) -> Manquements:
    trouves = []
    for table in soupe.find_all("table"):
        legende = table.find("caption")
        if not isinstance(legende, Tag) or not legende.get_text(strip=True):
            trouves.append(f"table without caption: {cite(table)}")
        if not table.find("th"):
            trouves.append(f"table without th: {cite(table)}")
    entetes = [th for th in soupe.find_all("th") if attribut(th, "scope") not in ("row", "col")]
    return trouves + [f"th without scope: {cite(th)}" for th in entetes]


def _listes(soupe: BeautifulSoup) -> Manquements:
    admis = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "select": {"option", "optgroup"}}
    return [
        f"<{enfant.name}> directly in <{nom}>"
        for nom, permis in admis.items()
        for element in soupe.find_all(nom)
        for enfant in element.find_all(True, recursive=False)
        if enfant.name not in permis
    ]


def _imbrications(soupe: BeautifulSoup) -> Manquements:
    interdits = ((EN_LIGNE + TITRES + ["legend"], BLOCS), (["a", "button"], INTERACTIFS))
    return [
        f"<{dedans.name}> inside {cite(dehors)}"
        for contenants, contenus in interdits
        for dehors in soupe.find_all(contenants)
        for dedans in dehors.find_all(contenus)
        if (dehors.name, dedans.name) != ("legend", "h1")
    ]


def _noms(soupe: BeautifulSoup) -> Manquements:
    trouves = [
        f"without a name: {cite(e)}" for e in soupe.find_all(["a", "button", "summary"]) if not nom_accessible(e, soupe)
    ]
    trouves += [f"link without href: {cite(a)}" for a in soupe.find_all("a") if not a.get("href")]
    trouves += [f"img without alt: {cite(i)}" for i in soupe.find_all("img") if not i.has_attr("alt")]
    dessins = [s for s in soupe.find_all("svg") if not s.get("aria-hidden")]
    return trouves + [
        f"svg neither named nor hidden: {cite(s)}"
        for s in dessins
        if s.get("role") != "img" or not nom_accessible(s, soupe)
    ]

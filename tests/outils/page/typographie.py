"""French as it is printed: curly apostrophes, no-break spaces, nothing that leaks from the code.

Words typed in by people (names, messages, addresses) stay as they were: their element carries `data-saisi`.
"""

import re

from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag

from tests.outils.page.commun import Manquements, attribut, cite

INSECABLE = "\u00a0"
MUETS = {"script", "style", "textarea", "code", "pre", "kbd", "samp"}
ATTRIBUTS_LUS = ("alt", "aria-label", "data-l", "placeholder", "title")
ATTRIBUTS_ECRITS = ("action", "href", "id", "name", "src", "value")
EN_LIGNE = {"a", "abbr", "b", "cite", "em", "i", "small", "span", "strong", "sub", "sup", "time"}

FAUTES = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "ASCII apostrophe"),
    (re.compile(r"(?<!\u00a0)[:;!?»](?=$|[\s).,…»])", re.MULTILINE), "no no-break space before"),
    (re.compile(r"(?<!\u00a0)€"), "no no-break space before"),
    (re.compile(r"«(?!\u00a0)"), "no no-break space after"),
    (re.compile("\u202f"), "narrow no-break space"),
)
FUITE = re.compile(r"\b(undefined|None|NaN)\b|\{\{|\{%")


def verifier(soupe: BeautifulSoup) -> Manquements:
    texte = "".join(_morceaux(soupe))
    lus = [attribut(e, nom) for nom in ATTRIBUTS_LUS for e in _portant(soupe, nom)]
    trouves = [
        f"{faute} {trouvee.group()!r}: {_autour(passage, trouvee.start())}"
        for passage in [texte, *lus]
        for motif, faute in FAUTES
        for trouvee in motif.finditer(passage)
    ]
    trouves += [
        f"leak {trouvee.group()!r}: {_autour(passage, trouvee.start())}"
        for passage in [texte, *lus]
        for trouvee in FUITE.finditer(passage)
    ]
    return trouves + [
        f"leak in {nom}: {cite(e)}"
        for nom in ATTRIBUTS_ECRITS
        for e in _portant(soupe, nom)
        if FUITE.search(attribut(e, nom))
    ]


def _portant(soupe: BeautifulSoup, nom: str) -> list[Tag]:
    return [e for e in soupe.find_all(attrs={nom: True}) if not _est_saisi(e)]


def _morceaux(noeud: Tag) -> list[str]:
    """The visible text, one line for each block, so that a sentence cut by <strong> is read as one."""
    morceaux: list[str] = []
    for enfant in noeud.children:
        if isinstance(enfant, Tag):
            if enfant.name in MUETS or enfant.has_attr("data-saisi"):
                morceaux.append(" … ")
            elif enfant.name in EN_LIGNE:
                morceaux += _morceaux(enfant)
            else:
                morceaux += ["\n", *_morceaux(enfant), "\n"]
        elif isinstance(enfant, NavigableString) and not isinstance(enfant, Comment | Doctype):
            morceaux.append(re.sub(r"[ \t\r\n]+", " ", enfant))
    return morceaux


def _est_saisi(element: Tag) -> bool:
    return element.has_attr("data-saisi") or element.find_parent(attrs={"data-saisi": True}) is not None


def _autour(texte: str, place: int) -> str:
    return "…" + texte[max(0, place - 25) : place + 15].replace("\n", "⏎").replace(INSECABLE, "⍽") + "…"

"""What a page is once its words are taken away: elements and names of attributes, in their order."""

import html5lib

CIBLES = ("href", "src", "action", "formaction", "data-hx-get", "data-hx-post", "srcdoc", "xlink:href")
ADRESSES_QUI_AGISSENT = ("javascript:", "data:", "vbscript:")


def squelette(html: str) -> list[tuple[str, ...]]:
    """Read as a browser reads; an address that acts is a part of the skeleton too."""
    arbre = html5lib.parse(html, namespaceHTMLElements=False)
    return [(str(element.tag), *_attributs(element.attrib)) for element in arbre.iter()]


def _attributs(attributs: dict[str, str]) -> list[str]:
    agissantes = [
        f"{nom}: {contenu}"
        for nom, contenu in attributs.items()
        if nom in CIBLES and contenu.strip().lower().startswith(ADRESSES_QUI_AGISSENT)
    ]
    return sorted(attributs) + agissantes

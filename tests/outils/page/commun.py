"""What the rules share: lists of breaches, short quotations, accessible names."""

from bs4 import BeautifulSoup, Tag

Manquements = list[str]


def cite(element: Tag) -> str:
    """The opening tag, short enough for a message."""
    ecrit = str(element).split(">", 1)[0] + ">"
    return ecrit if len(ecrit) <= 120 else ecrit[:117] + "…>"


def attribut(element: Tag, nom: str) -> str:
    valeur = element.get(nom)
    if valeur is None:
        return ""
    return valeur if isinstance(valeur, str) else " ".join(valeur)


def nom_accessible(element: Tag, soupe: BeautifulSoup | Tag) -> str:
    """What a voice calls the element: aria-labelledby, aria-label, then its text and the images in it."""
    morceaux = []
    for cible in attribut(element, "aria-labelledby").split():
        trouve = soupe.find(id=cible)
        morceaux.append(trouve.get_text(" ", strip=True) if isinstance(trouve, Tag) else "")
    nom = " ".join(morceaux).strip() or attribut(element, "aria-label").strip()
    if nom:
        return nom
    images = " ".join(attribut(image, "alt") for image in element.find_all("img"))
    return (element.get_text(" ", strip=True) + " " + images).strip()

"""The debt's reference at the Treasury: given by billing or put together from the client's template, never guessed."""

import re
from string import Formatter

FORME = re.compile(r"[A-Za-z0-9]{6,30}")
CHAMPS = frozenset({"refdet", "exercice", "reference"})


def composer_refdet(gabarit: str, *, refdet: str, exercice: int, reference: str) -> str:
    """The reference to send, or "" when it cannot be known: no refdet where one is needed, or a form PayFiP refuses."""
    noms = {nom for _, nom, _, _ in Formatter().parse(gabarit) if nom is not None}
    if not noms <= CHAMPS or ("refdet" in noms and not refdet):
        return ""
    valeurs = {"refdet": refdet, "exercice": f"{exercice:04d}", "reference": re.sub(r"[^A-Za-z0-9]", "", reference)}
    composee = "".join(
        texte + (valeurs[nom] if nom is not None else "") for texte, nom, _, _ in Formatter().parse(gabarit)
    )
    return composee if FORME.fullmatch(composee) else ""


def afficher_refdet(refdet: str, groupes: str) -> str:
    """As PayFiP shows it: groups and dashes (`4-4-14`); the dashes are never sent."""
    tailles = [int(taille) for taille in re.findall(r"\d+", groupes)]
    if not tailles or sum(tailles) != len(refdet):
        return refdet
    morceaux, debut = [], 0
    for taille in tailles:
        morceaux.append(refdet[debut : debut + taille])
        debut += taille
    return "-".join(morceaux)

"""What a password must be: said before typing, and every unmet part said afterwards."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from threading import Lock

from zxcvbn import zxcvbn
from zxcvbn.matching import L33T_TABLE, RANKED_DICTIONARIES, add_frequency_lists

from app.metier.comptes.mots_de_passe.condensat import LONGUEUR_MAX, a_part

LONGUEUR = 8
LONGUEUR_PHRASE = 15
ESSAIS_MIN = 10**8
"""Guesses that zxcvbn must expect of a password of four kinds: what eight characters drawn at random give."""
ESSAIS_MIN_PHRASE = 10**10
"""Of a passphrase of one kind."""
LUS = 40
"""Characters that are weighed: a beginning that is strong is enough, and the weighing grows with the square."""

REGLE = (
    "Au moins 8 caractères, avec au moins une minuscule, une majuscule, un chiffre et un caractère spécial "
    "(par exemple @$!%*?&=#), ou au moins 15 caractères de toute nature. 128 caractères au plus. "
    "Ni mot de passe courant, ni mots tirés de votre nom, de votre commune ou de votre adresse."
)
COURANT = "Choisissez un mot de passe moins courant : celui-ci est parmi les premiers que l’on essaie."
PERSONNEL = (
    "Choisissez un mot de passe qui ne vienne pas de votre nom, de votre commune ou de votre adresse électronique."
)

CLASSES: tuple[tuple[Callable[[str], bool], str], ...] = (
    (str.islower, "Ajoutez une lettre minuscule."),
    (str.isupper, "Ajoutez une lettre majuscule."),
    (str.isdigit, "Ajoutez un chiffre."),
    (lambda c: not c.isalnum(), "Ajoutez un caractère spécial, par exemple @ ou %."),
)
INITIALES = 2
"""Letters that make no word: « de », initials."""
SIGNES_PESES = {"c": ["("], "g": ["9"], "i": ["1", "!"], "l": ["1"]}
"""Signs for a letter that zxcvbn tries, fewer than its own: it tries all their combinations, for seconds."""
LEURRES = str.maketrans("@4831!0$57", "aabeiiosst")
"""Signs written for a letter."""

_seul = Lock()


async def plaintes(mot_de_passe: str, mots_personnels: Iterable[str] = ()) -> list[str]:
    """`regle_du_mot_de_passe` off the event loop."""
    return await a_part(regle_du_mot_de_passe, mot_de_passe, list(mots_personnels))


def regle_du_mot_de_passe(mot_de_passe: str, mots_personnels: Iterable[str] = ()) -> list[str]:
    """The French sentence of each unmet part of the rule; empty when the password is good."""
    mot_de_passe = unicodedata.normalize("NFC", mot_de_passe)
    if len(mot_de_passe) > LONGUEUR_MAX:
        return [f"Raccourcissez le mot de passe : {LONGUEUR_MAX} caractères au plus."]
    manques = [phrase for est_de_la_classe, phrase in CLASSES if not any(map(est_de_la_classe, mot_de_passe))]
    if len(mot_de_passe) < LONGUEUR_PHRASE:
        if len(mot_de_passe) < LONGUEUR:
            manques.insert(0, f"Allongez le mot de passe : {LONGUEUR} caractères au moins.")
        if manques:
            return manques
    seuil = ESSAIS_MIN_PHRASE if manques else ESSAIS_MIN
    return _trop_devinable(mot_de_passe, _mots(mots_personnels), seuil)


def _trop_devinable(mot_de_passe: str, personnels: set[str], seuil: int) -> list[str]:
    coeurs = _coeurs(mot_de_passe)
    if any(_ne_tient_qu_a(coeur, personnels) for coeur in coeurs):
        return [PERSONNEL]
    if coeurs & _courants():
        return [COURANT]
    debut = mot_de_passe[:LUS]
    if _essais(debut, personnels) < seuil:
        return [COURANT if _essais(debut, set()) < seuil else PERSONNEL]
    return []


def _coeurs(mot_de_passe: str) -> set[str]:
    """The word under its ornaments: « P@ssw0rd2024! » is password."""
    plie = _plier(mot_de_passe)
    entoure = re.sub(r"^[^a-z@$]+|[^a-z]+$", "", plie)
    return {re.sub("[^a-z]", "", texte) for texte in (plie, entoure, entoure.translate(LEURRES))} - {""}


def _ne_tient_qu_a(coeur: str, personnels: set[str]) -> bool:
    """Tell whether next to nothing is left once the person's own words are taken away."""
    reste = coeur
    for mot in sorted(personnels, key=len, reverse=True):
        reste = reste.replace(mot, "")
    return reste != coeur and len(reste) <= INITIALES


def _essais(mot_de_passe: str, personnels: set[str]) -> int:
    with _seul:  # zxcvbn keeps the person's words in a dictionary of its module
        return int(zxcvbn(mot_de_passe, sorted(personnels))["guesses"])


def _mots(textes: Iterable[str]) -> set[str]:
    """The words of a name, of a town, of an address: of three letters at least, alone and put together."""
    mots: set[str] = set()
    for texte in textes:
        parts = re.findall("[a-z]+", _plier(texte))
        mots |= {mot for mot in [*parts, "".join(parts)] if len(mot) > 2}
    return mots


@cache
def _courants() -> frozenset[str]:
    """Common words and passwords of four letters or more: ours in French, zxcvbn's of the world's leaks."""
    francais = Path(__file__).with_name("courants.txt").read_text(encoding="utf-8").split()
    L33T_TABLE.update(SIGNES_PESES)
    add_frequency_lists({"francais": list(dict.fromkeys(francais))})
    listes = (RANKED_DICTIONARIES[nom] for nom in ("francais", "passwords"))
    return frozenset(mot for liste in listes for mot in liste if len(mot) > 3 and mot.isalpha())


def _plier(texte: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", texte.lower()) if not unicodedata.combining(c))

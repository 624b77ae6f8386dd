"""Where to go next: an address of this portal and nothing else, whoever wrote the parameter."""

import re

LOCALE = re.compile(r"/(?!/)[\x21-\x7e]*")
"""Printable ASCII: no space, no control character, nothing that a browser drops before reading the address."""
LONGUEUR_MAX = 500


def suite_locale(brute: str | None, defaut: str = "/espace") -> str:
    """The address asked for when it is a path of ours, else `defaut`."""
    if not brute or len(brute) > LONGUEUR_MAX or not LOCALE.fullmatch(brute):
        return defaut
    chemin = re.split(r"[?#]", brute, maxsplit=1)[0]
    if "\\" in brute or "//" in chemin or ":" in chemin:
        return defaut
    return brute

"""Folding of names and addresses, so that what people type meets what the bill says."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "’": "'"})
SEPARATEURS = re.compile(r"[\s\-‐‑–—'.,]+")


def plier_nom(texte: str) -> str:
    """Fold a name: capitals, no accents, hyphens, apostrophes, dots and runs of spaces as one space."""
    decompose = unicodedata.normalize("NFKD", texte.translate(LIGATURES))
    sans_accents = "".join(c for c in decompose if not unicodedata.combining(c))
    return SEPARATEURS.sub(" ", sans_accents.upper()).strip()


def plier_courriel(texte: str) -> str:
    """Fold an e-mail address: one person, one login. Aliases (+…, dots) stay: they are other mailboxes by right."""
    return unicodedata.normalize("NFKC", texte).strip().casefold()

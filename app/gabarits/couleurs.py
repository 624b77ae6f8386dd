"""The collectivité's accent colour: is it readable, and what becomes of it on a dark ground."""

import re

BLANC = "#ffffff"
# The grounds of the style sheet (--fond, --creux, --payee, --choisie): links are read on each of them.
FONDS_CLAIRS = (BLANC, "#f1f5f4", "#fff4c2", "#e2edfb")
FONDS_SOMBRES = ("#14191c", "#1f272b", "#3f3610", "#1c344f")
LISIBLE = 4.5

_HEXA = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


def contraste(a: str, b: str) -> float:
    """WCAG 2 contrast ratio of two colours written #rrggbb, from 1 to 21."""
    claire, sombre = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (claire + 0.05) / (sombre + 0.05)


def accent_accepte(couleur: str) -> bool:
    """Whether the colour can be text on our light grounds, and hold white text."""
    return bool(_HEXA.fullmatch(couleur)) and _est_lisible(couleur, FONDS_CLAIRS)


def accent_sombre(couleur: str) -> str:
    """The same hue, lightened just enough to be read on the dark grounds, and to hold dark text."""
    composantes = _composantes(couleur)
    for part in range(0, 101, 2):
        melange = "#" + "".join(f"{c + (255 - c) * part // 100:02x}" for c in composantes)
        if _est_lisible(melange, FONDS_SOMBRES):
            return melange
    return BLANC


def _est_lisible(couleur: str, fonds: tuple[str, ...]) -> bool:
    return all(contraste(couleur, fond) >= LISIBLE for fond in fonds)


def _composantes(couleur: str) -> tuple[int, int, int]:
    if not _HEXA.fullmatch(couleur):
        raise ValueError(f"not a #rrggbb colour: {couleur!r}")
    return int(couleur[1:3], 16), int(couleur[3:5], 16), int(couleur[5:7], 16)


def _luminance(couleur: str) -> float:
    rouge, vert, bleu = (_lineaire(c / 255) for c in _composantes(couleur))
    return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu


def _lineaire(canal: float) -> float:
    return canal / 12.92 if canal <= 0.04045 else float(((canal + 0.055) / 1.055) ** 2.4)

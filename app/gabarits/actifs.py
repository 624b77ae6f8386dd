"""Static files under addresses that change with their content, compressed once and kept in memory."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import brotli

from app.gabarits.couleurs import accent_accepte, accent_sombre

DOSSIER = Path(__file__).resolve().parents[2] / "static"
PREFIXE = "/statique/"
FEUILLE = "css/portail.css"
NATURES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
# One sheet for each accent in use; an instance of a few hundred collectivités stays under 10 MB.
FEUILLES_GARDEES = 500

_ACCENT = re.compile(rb"--accent:#[0-9a-f]{6}")
_URL_PEINTE = re.compile(PREFIXE + r"portail\.([0-9a-f]{6})\.[0-9a-f]{12}\.css")


@dataclass(frozen=True)
class Actif:
    nom: str
    nature: str
    contenu: bytes

    @cached_property
    def empreinte(self) -> str:
        return hashlib.sha256(self.contenu).hexdigest()[:12]

    @cached_property
    def url(self) -> str:
        base, _, suffixe = self.nom.rpartition(".")
        return f"{PREFIXE}{base}.{self.empreinte}.{suffixe}"

    @cached_property
    def brotli(self) -> bytes:
        compresse: bytes = brotli.compress(self.contenu, mode=brotli.MODE_TEXT, quality=11)
        return compresse

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.contenu, compresslevel=9, mtime=0)


@cache
def catalogue() -> dict[str, Actif]:
    """Every file of static/, by its path inside it. Files of other kinds are not served."""
    fichiers = (f for f in sorted(DOSSIER.rglob("*")) if f.is_file() and f.suffix in NATURES)
    return {f.relative_to(DOSSIER).as_posix(): Actif(f.name, NATURES[f.suffix], f.read_bytes()) for f in fichiers}


def comprimer() -> None:
    """Compress every file beforehand: brotli 11 of htmx costs a tenth of a second."""
    for actif in catalogue().values():
        _ = (actif.brotli, actif.gzip)


@cache
def _par_url() -> dict[str, Actif]:
    return {actif.url: actif for actif in catalogue().values()}


def statique(chemin: str) -> str:
    """The address of a file of static/, for templates. An unknown file is a mistake of ours."""
    try:
        return catalogue()[chemin].url
    except KeyError:
        raise LookupError(f"no {chemin} in static/ (htmx is put there by outils/htmx.py)") from None


def statique_css(accent: str | None = None) -> str:
    """The address of the style sheet painted with a collectivité's accent (an unreadable one is left out)."""
    if accent is None or not accent_accepte(accent):
        return statique(FEUILLE)
    return _peinte(accent.lower()).url


def actif_servi(url: str) -> Actif | None:
    """What is behind an address, if it is one of ours."""
    return _par_url().get(url) or _feuille_peinte(url)


def _feuille_peinte(url: str) -> Actif | None:
    """The accent is in the address, so that any process can paint the sheet that another one announced."""
    lue = _URL_PEINTE.fullmatch(url)
    if lue is None or not accent_accepte(f"#{lue[1]}"):
        return None
    feuille = _peinte(f"#{lue[1]}")
    return feuille if feuille.url == url else None


@lru_cache(FEUILLES_GARDEES)
def _peinte(accent: str) -> Actif:
    """The sheet declares --accent twice: for light grounds, then for dark ones."""
    modele = catalogue()[FEUILLE]
    teintes = iter((accent, accent_sombre(accent)))
    contenu = _ACCENT.sub(lambda _: f"--accent:{next(teintes)}".encode(), modele.contenu)
    return Actif(f"portail.{accent[1:]}.css", modele.nature, contenu)

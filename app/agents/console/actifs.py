"""The console's page and bundle as we serve them: in French to the last sentence, and compressed once."""

import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
from piccolo_admin.endpoints import ASSET_PATH

from app.agents.console.boutons import accorder, style
from app.agents.console.libelles import noms_des_tables
from app.agents.console.traduction import PHRASES_DU_SCRIPT
from app.gabarits.actifs import statique

DOSSIER = Path(ASSET_PATH)
NIVEAU_BROTLI = 6
NOM_AFFICHE = 'function Cb(e){return e.split("_").join(" ")}'
NOM_FRANCAIS = 'const NOMS_DES_TABLES=%s;function Cb(e){return NOMS_DES_TABLES[e]||e.split("_").join(" ")}'
"""The function by which its script writes the name of a table."""
NOM_DU_MENU = 'this.tableName.split("_").join(" ")'
"""Where its menu does without the function."""
SANS_EFFET = '\na[href$="/api/mfa-setup/"],a[href="#/change-password"]{display:none}\n'
"""Entries of its menu that our own pages replace."""


@dataclass(frozen=True, slots=True)
class ActifConsole:
    """One file, ready to send."""

    nature: str
    contenu: bytes
    brotli: bytes


@cache
def page() -> str:
    """The page that loads the bundle."""
    texte = (DOSSIER / "index.html").read_text(encoding="utf-8")
    for anglais, francais in (
        ('<html lang="en">', '<html lang="fr">'),
        (
            "<title>Piccolo Admin</title>",
            f'<title>Tables du portail</title>\n  <link rel="icon" href="{statique("img/favicon.svg")}">',
        ),
        (
            "We're sorry but the Piccolo Admin doesn't work properly without JavaScript enabled.",
            "Ces tables demandent JavaScript. Le travail de chaque jour se fait sans lui, depuis l’espace des agents.",
        ),
    ):
        texte = texte.replace(anglais, francais)
    return texte


@cache
def actif(nom: str) -> ActifConsole | None:
    """A file of the bundle, by its bare name; None for anything else."""
    fichier = next((f for f in (DOSSIER / "assets").iterdir() if f.name == nom), None)
    if fichier is None:
        return None
    contenu = fichier.read_bytes()
    if fichier.suffix == ".js":
        contenu = accorder(traduire(contenu.decode())).encode()
    elif fichier.suffix == ".css":
        feuille = contenu.decode().replace("text-transform:capitalize", "text-transform:none")
        contenu = (feuille + SANS_EFFET + style()).encode()
    nature = mimetypes.guess_type(nom)[0] or "application/octet-stream"
    return ActifConsole(nature, contenu, brotli.compress(contenu, quality=NIVEAU_BROTLI))


def traduire(script: str) -> str:
    """The bundle with the sentences that its own translations forget, and our door instead of its own."""
    for anglais, francais in PHRASES_DU_SCRIPT.items():
        script = script.replace(anglais, francais)
    return script.replace(NOM_AFFICHE, NOM_FRANCAIS % noms_des_tables()).replace(NOM_DU_MENU, "Cb(this.tableName)")

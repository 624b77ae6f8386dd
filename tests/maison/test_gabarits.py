"""Templates: strict, without scripts or styles of their own, and true about what they expect."""

import re
from pathlib import Path

import pytest
from jinja2 import meta

from app.gabarits import environnement
from app.web.rendu import SOCLE

RACINE = Path(__file__).resolve().parents[2]
DOSSIERS = ("templates", "partials")
GABARITS = sorted(chemin for dossier in DOSSIERS for chemin in (RACINE / dossier).rglob("*.html"))
INTERNES = {"hors_bande"}
"""Set by a partial for the one that it includes."""
ATTEND = re.compile(r"\{#(?:[^#]*?\s)?attend\s:\s(?P<liste>[^#]*?)#\}", re.S)


def _nom(chemin: Path) -> str:
    relatif = chemin.relative_to(RACINE).as_posix()
    return relatif.removeprefix("templates/")


@pytest.mark.parametrize("chemin", GABARITS, ids=_nom)
def test_ni_script_ni_style_ni_attribut_hx_nu(chemin: Path) -> None:
    texte = chemin.read_text("utf-8")
    assert not re.search(r"\son\w+\s*=", texte)
    assert not re.search(r"\sstyle\s*=", texte) or "courriels" in chemin.parts
    assert not re.search(r"(?<!data-)\bhx-[a-z]+(-[a-z]+)*=", texte)
    assert "|safe" not in texte.replace(" ", "")


@pytest.mark.parametrize("chemin", [c for c in GABARITS if c.parts[-2] != "macros" and "partials" in c.parts], ids=_nom)
def test_la_premiere_ligne_d_un_fragment_dit_vrai(chemin: Path) -> None:
    """Each variable that the partial reads is announced, and each one announced is read."""
    texte = chemin.read_text("utf-8")
    trouvee = ATTEND.match(texte)
    assert trouvee, "the first line says {# attend : … #}"
    lues = _variables(_nom(chemin))
    annoncees = set(re.findall(r"[a-z_][a-z0-9_]*", re.sub(r"\([^)]*\)", "", trouvee["liste"].split("\n")[0]))) - {
        "rien"
    }
    propres = lues - SOCLE - INTERNES
    assert propres - annoncees == set()
    assert annoncees - lues - SOCLE == set()


def _variables(nom: str) -> set[str]:
    """What a template and those that it includes read from the context."""
    env = environnement()
    assert env.loader is not None
    source, _, _ = env.loader.get_source(env, nom)
    arbre = env.parse(source)
    lues = meta.find_undeclared_variables(arbre) - set(env.globals)
    for inclus in meta.find_referenced_templates(arbre):
        if inclus and not inclus.startswith("macros/"):
            lues |= _variables(inclus)
    return lues

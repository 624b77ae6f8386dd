"""The one Jinja environment: template folders, filters, and the addresses of static files."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined, select_autoescape
from jinja2.loaders import ChoiceLoader

from app.gabarits import filtres
from app.gabarits.actifs import statique, statique_css

RACINE = Path(__file__).resolve().parents[2]


@cache
def environnement() -> Environment:
    """Whole pages are named "factures/liste.html", what htmx swaps "partials/factures/liste.html"."""
    env = Environment(
        loader=ChoiceLoader(
            [
                PrefixLoader({"partials": FileSystemLoader(RACINE / "partials")}),
                FileSystemLoader(RACINE / "templates"),
            ]
        ),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html",), disabled_extensions=("txt",), default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update({nom: getattr(filtres, nom) for nom in filtres.__all__})
    env.globals.update(statique=statique, statique_css=statique_css)
    return env


def peindre(gabarit: str, /, **contexte: object) -> str:
    """The text of a template, for pages, mails and documents alike."""
    return environnement().get_template(gabarit).render(contexte)

"""What a browser is called in the list of one's sessions: « Firefox sur Android »."""

from functools import cache
from typing import TYPE_CHECKING

from app.web.temoins import Requete

if TYPE_CHECKING:
    from ua_parser import Parser

INCONNU = "Navigateur inconnu"
LUS = 300
"""Characters of the header that are read: the true ones have less, the others get no time."""
NAVIGATEURS = {
    "Firefox": ("Firefox", "Firefox Mobile", "Firefox iOS", "Firefox Focus", "Focus"),
    "Chrome": ("Chrome", "Chrome Mobile", "Chrome Mobile iOS", "Chrome Mobile WebView", "Chromium"),
    "Safari": ("Safari", "Mobile Safari", "Mobile Safari UI/WKWebView"),
    "Edge": ("Edge", "Edge Mobile"),
    "Samsung Internet": ("Samsung Internet",),
    "Opera": ("Opera", "Opera Mobile", "Opera Mini", "Opera GX", "Opera Touch"),
    "Brave": ("Brave",),
    "Vivaldi": ("Vivaldi",),
    "DuckDuckGo": ("DuckDuckGo", "DuckDuckGo Mobile"),
    "Ecosia": ("Ecosia", "Ecosia iOS", "Ecosia Android"),
    "Qwant": ("Qwant Mobile", "Qwant-iOS"),
}
SYSTEMES = {
    "Windows": ("Windows",),
    "Android": ("Android",),
    "iOS": ("iOS", "iPadOS"),
    "macOS": ("Mac OS X", "macOS"),
    "ChromeOS": ("Chrome OS",),
    "Linux": ("Linux", "Ubuntu", "Debian", "Fedora", "Mint", "Red Hat", "SUSE", "Gentoo", "Arch Linux"),
}


def nom_du_navigateur(request: Requete) -> str:
    """The browser as its owner would say it; only words of ours, whatever the header holds."""
    return nommer(request.headers.get("user-agent", ""))


def nommer(entete: str) -> str:
    """The name for this User-Agent."""
    entete = entete[:LUS]
    if not entete:
        return INCONNU
    navigateur, systeme = _liseur().parse_user_agent(entete), _liseur().parse_os(entete)
    nom = _notre_mot(NAVIGATEURS, navigateur.family if navigateur else "") or INCONNU
    lieu = _notre_mot(SYSTEMES, systeme.family if systeme else "")
    return f"{nom} sur {lieu}" if lieu else nom


def _notre_mot(mots: dict[str, tuple[str, ...]], famille: str) -> str:
    return next((mot for mot, familles in mots.items() if famille in familles), "")


@cache
def _liseur() -> "Parser":
    """The list of browsers; read at the first sign-in (a tenth of a second), since no other page wants it."""
    from ua_parser import Parser
    from ua_parser.basic import Resolver
    from ua_parser.loaders import load_lazy_builtins

    return Parser(Resolver(load_lazy_builtins()))

"""Security headers, on every response."""

from urllib.parse import urlsplit

from app.base import Inscription
from app.reglages import reglages

HSTS = "max-age=63072000; includeSubDomains"


def politique_de_contenu() -> str:
    """The Content-Security-Policy of pages. `form-action` holds through redirects, so it names the Treasury."""
    return (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        f"form-action 'self' {reglages().payfip}; base-uri 'none'; frame-ancestors 'none'"
    )


def entetes_communs(inscription: Inscription | None) -> list[tuple[bytes, bytes]]:
    """What goes with pages, files and refusals alike."""
    communs = [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]
    if inscription is not None and urlsplit(inscription.origine).scheme == "https":
        communs.append((b"strict-transport-security", HSTS.encode()))
    return communs

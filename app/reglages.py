"""The instance's settings: read once from the environment, typed, frozen."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit


class ReglagesInvalides(Exception):
    """The environment cannot be used; `plaintes` names each key at fault, in French."""

    def __init__(self, plaintes: list[str]) -> None:
        super().__init__("\n".join(plaintes))
        self.plaintes = plaintes


@dataclass(frozen=True, slots=True)
class Reglages:
    """All that an operator may set. Every field has its line in docs/reglages.md (a test compares them)."""

    base: str | None = None
    """PORTAIL_BASE: the registry database (postgresql://…); none = the embedded server."""
    dossier: Path = Path("var")
    """PORTAIL_DOSSIER: where state that is not in a database lives."""
    payfip: str = "https://www.payfip.gouv.fr"
    """PORTAIL_PAYFIP: the origin of the Treasury's service."""
    smtp: str = "smtp://127.0.0.1:25"
    """PORTAIL_SMTP: smtp://, smtp+starttls:// or smtps://[user:password@]host[:port]."""
    expediteur: str = "ne-pas-repondre@localhost"
    """PORTAIL_EXPEDITEUR: the address in From."""
    mandataires: int = 0
    """PORTAIL_MANDATAIRES: how many trusted proxies stand before us and add to X-Forwarded-For."""
    connexions: int = 5
    """PORTAIL_CONNEXIONS: connections at most per collectivité and process."""
    journal: str = "info"
    """PORTAIL_JOURNAL: debug, info, warning or error."""


SCHEMAS_SMTP = ("smtp", "smtp+starttls", "smtps")
NIVEAUX = ("debug", "info", "warning", "error")


def lire_reglages(environ: Mapping[str, str]) -> Reglages:
    """Read the settings.

    Raises
    ------
    ReglagesInvalides
        With every complaint at once, each naming its key.
    """
    plaintes: list[str] = []
    defaut = Reglages()

    def texte(cle: str, valeur: str) -> str:
        return environ.get(f"PORTAIL_{cle}", "").strip() or valeur

    def entier(cle: str, valeur: int, bas: int, haut: int) -> int:
        brut = texte(cle, str(valeur))
        if brut.isascii() and brut.isdigit() and bas <= int(brut) <= haut:
            return int(brut)
        plaintes.append(f"PORTAIL_{cle} : un nombre entier de {bas} à {haut} est attendu, pas « {brut} ».")
        return valeur

    base = texte("BASE", "")
    if base and urlsplit(base).scheme not in ("postgresql", "postgres"):
        plaintes.append("PORTAIL_BASE : une adresse postgresql://… est attendue.")
    payfip = texte("PAYFIP", defaut.payfip).rstrip("/")
    if not _est_une_origine(payfip):
        plaintes.append("PORTAIL_PAYFIP : une origine https:// est attendue (http:// sur *.localhost seulement).")
    smtp = texte("SMTP", defaut.smtp)
    if urlsplit(smtp).scheme not in SCHEMAS_SMTP or not urlsplit(smtp).hostname:
        plaintes.append("PORTAIL_SMTP : smtp://, smtp+starttls:// ou smtps://hôte:port est attendu.")
    expediteur = texte("EXPEDITEUR", defaut.expediteur)
    if expediteur.count("@") != 1 or any(c.isspace() for c in expediteur):
        plaintes.append("PORTAIL_EXPEDITEUR : une adresse électronique est attendue.")
    journal = texte("JOURNAL", defaut.journal).lower()
    if journal not in NIVEAUX:
        plaintes.append(f"PORTAIL_JOURNAL : une valeur parmi {', '.join(NIVEAUX)} est attendue.")
    reglages = Reglages(
        base=base or None,
        dossier=Path(texte("DOSSIER", str(defaut.dossier))),
        payfip=payfip,
        smtp=smtp,
        expediteur=expediteur,
        mandataires=entier("MANDATAIRES", defaut.mandataires, 0, 10),
        connexions=entier("CONNEXIONS", defaut.connexions, 1, 100),
        journal=journal,
    )
    if plaintes:
        raise ReglagesInvalides(plaintes)
    return reglages


def est_une_boucle(hote: str) -> bool:
    """Tell whether a host name never leaves this machine."""
    return hote in ("localhost", "127.0.0.1", "::1") or hote.endswith(".localhost")


def _est_une_origine(adresse: str) -> bool:
    parties = urlsplit(adresse)
    if parties.path or parties.query or parties.fragment or not parties.hostname:
        return False
    return parties.scheme == "https" or (parties.scheme == "http" and est_une_boucle(parties.hostname))


_imposes: list[Reglages] = []


def imposer(choisis: Reglages) -> None:
    """Use these settings in this process whatever the environment says (the demonstration's, the tests')."""
    _imposes[:] = [choisis]


@cache
def _lus() -> Reglages:
    return lire_reglages(os.environ)


def reglages() -> Reglages:
    """The settings of this process, read at the first call."""
    return _imposes[0] if _imposes else _lus()

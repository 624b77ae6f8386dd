"""The form of each value that PayFiP accepts, checked before anything leaves."""

import re
import unicodedata

from app.payfip.erreurs import DemandeInvalide

MONTANT_MINI = 100
MONTANT_MAXI = 9_999_999
MONTANT_MAXI_TIPI = 999_999

_FORMES = {
    "numcli": (re.compile(r"[0-9]{6}"), "6 digits"),
    "exer": (re.compile(r"[0-9]{4}"), "4 digits"),
    "refdet": (re.compile(r"[A-Za-z0-9]{6,30}"), "6 to 30 letters and digits"),
    "idop": (re.compile(r"[A-Za-z0-9-]{1,64}"), "letters, digits and dashes"),
    "mel": (re.compile(r"(?=.{6,80}\Z)[^\s@<>]+@[^\s@<>]+"), "an address of 6 to 80 characters"),
    "url": (re.compile(r"https?://[!#-;=?-~]+"), "an absolute address"),
}
_HORS_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})
_URL_MAXI = 249
_OBJET_MAXI = 100


def exiger(champ: str, valeur: str, forme: str | None = None) -> None:
    """Refuse a value that has not the form of its field."""
    motif, attendu = _FORMES[forme or champ]
    if not motif.fullmatch(valeur) or _HORS_XML.search(valeur):
        raise DemandeInvalide(champ, attendu)


def exiger_url(champ: str, valeur: str) -> None:
    """PayFiP calls it from afar: absolute, plain ASCII, under 250 characters."""
    exiger(champ, valeur, "url")
    if len(valeur) > _URL_MAXI:
        raise DemandeInvalide(champ, f"at most {_URL_MAXI} characters")


def exiger_montant(montant: int, maxi: int = MONTANT_MAXI) -> None:
    """One euro at least: PayFiP takes nothing below."""
    if not MONTANT_MINI <= montant <= maxi:
        raise DemandeInvalide("montant", f"{MONTANT_MINI} to {maxi} cents")


def exiger_parmi(champ: str, valeur: str, admises: str) -> None:
    """A one-letter code out of those of its field."""
    if len(valeur) != 1 or valeur not in admises:
        raise DemandeInvalide(champ, f"one of {', '.join(admises)}")


def nettoyer_objet(texte: str) -> str:
    """PayFiP's `objet` takes unaccented letters, digits and spaces, 100 at most."""
    sans_accents = unicodedata.normalize("NFKD", texte.translate(_LIGATURES))
    lettres = "".join(lettre for lettre in sans_accents if not unicodedata.combining(lettre))
    return " ".join(re.sub(r"[^A-Za-z0-9]", " ", lettres).split())[:_OBJET_MAXI].rstrip()

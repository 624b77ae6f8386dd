"""Texts and the few that have a shape: addresses of mail, phones, SIRET, IBAN, countries."""

import re

from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.fr import siret

from app.imports.erreurs import ValeurRefusee

LIMITE = 200
BLANCS = re.compile(r"\s+")
INTERDITS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Controls, and the marks that turn the direction of what follows."""
COURRIEL = re.compile(r"[^\s@,;:<>()\[\]\\\"]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")
TELEPHONE = re.compile(r"\+?[0-9]{6,15}")
PAYS = {"FRANCE": "FR", "BELGIQUE": "BE", "LUXEMBOURG": "LU", "SUISSE": "CH", "ALLEMAGNE": "DE", "ESPAGNE": "ES"}


def lire_texte(texte: str, limite: int = LIMITE) -> str:
    """A text on one line, blanks at its ends cut and line breaks within made spaces."""
    if not texte.isprintable():
        if INTERDITS.search(texte):
            raise ValeurRefusee("caractère de contrôle")
        texte = " ".join(texte.splitlines()).replace("\t", " ")
    if len(texte) > limite:
        raise ValeurRefusee(f"plus de {limite} caractères")
    return texte


def lire_courriel(texte: str) -> str:
    """One e-mail address, as written."""
    if len(texte) > 254 or not COURRIEL.fullmatch(texte):
        raise ValeurRefusee("adresse électronique illisible")
    return texte


def lire_telephone(texte: str) -> str:
    """A phone number without its spaces and dots; +33 is the leading 0."""
    nombre = re.sub(r"[\s.\-()/]", "", texte)
    nombre = re.sub(r"^(?:\+|00)33(?:0)?", "0", nombre)
    if not TELEPHONE.fullmatch(nombre):
        raise ValeurRefusee("numéro de téléphone illisible")
    return nombre


def lire_siret(texte: str) -> str:
    """A SIRET of 14 digits whose key is right."""
    try:
        return str(siret.validate(BLANCS.sub("", texte)))
    except ValidationError:
        raise ValeurRefusee("SIRET faux (14 chiffres et leur clé)") from None


def lire_iban(texte: str) -> str:
    """An IBAN whose key is right, without spaces."""
    try:
        return str(iban.validate(BLANCS.sub("", texte)))
    except ValidationError:
        raise ValeurRefusee("IBAN faux") from None


def lire_pays(texte: str) -> str:
    """A country: its two-letter code where we know it."""
    majuscules = lire_texte(texte, 60).upper()
    return PAYS.get(majuscules, majuscules)

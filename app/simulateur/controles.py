"""What the Treasury checks in a new payment, in its order, with its words."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from app.simulateur.annuaire import Annuaire

LIBELLES = {
    "A1": "Adresse mél manquante.",
    # The trailing space is the Treasury's.
    "A2": "Adresse mél incorrecte. ",
    "D1": "Le paramètre URLREDIRECT est incorrect.",
    "E1": "Le format du paramètre EXER n'est pas conforme",
    "M1": "Le format du paramètre MONTANT n'est pas conforme",
    "M3": "Le montant est inférieur à 1 euro.",
    "M5": "Le montant dépasse la limite autorisée.",
    "N1": "Le paramètre URLNOTIF est incorrect.",
    "O1": "Le format du paramètre OBJET n'est pas conforme",
    "P1": "IdOp incorrect.",
    "P3": "IdOp déjà utilisé pour un paiement.",
    "P4": "IdOp créé depuis plus de 15 minutes.",
    "P5": "Résultat de la transaction non connu.",
    "R3": "Le format du paramètre REFDET n'est pas conforme",
    "S1": "Le paramètre SAISIE est incorrect.",
    "T1": "Le format du paramètre NUMCLI n'est pas conforme",
    "T2": "Numéro de client inconnu.",
}

MODES_DU_SERVICE = "TXW"
MODES_DE_TIPI = "TXMA"
_PLAFOND_DU_SERVICE = 9_999_999
_PLAFOND_DE_TIPI = 999_999

Champs = Mapping[str, str]


class Faute(Exception):
    """A functional fault, by its code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.libelle = LIBELLES[code]


def controler_client(numcli: str, annuaire: Annuaire) -> None:
    """Six digits, and known."""
    if not re.fullmatch(r"[0-9]{6}", numcli):
        raise Faute("T1")
    if annuaire.trouver(numcli) is None:
        raise Faute("T2")


def controler_service(champs: Champs, annuaire: Annuaire) -> None:
    """A payment of the web service: the e-mail before the amount, as recorded; the rest is our order."""
    _controler_dette(champs, annuaire, MODES_DU_SERVICE, _PLAFOND_DU_SERVICE)
    _exiger_adresse(champs.get("urlnotif", ""), "N1")
    _exiger_adresse(champs.get("urlredirect", ""), "D1")


def controler_tipi(champs: Champs, annuaire: Annuaire) -> None:
    """A payment of the TIPI page: its own modes and its own ceiling."""
    _controler_dette(champs, annuaire, MODES_DE_TIPI, _PLAFOND_DE_TIPI)
    _exiger_adresse(champs.get("urlcl", ""), "D1")


def _controler_dette(champs: Champs, annuaire: Annuaire, modes: str, plafond: int) -> None:
    controler_client(champs.get("numcli", ""), annuaire)
    saisie = champs.get("saisie", "")
    _exiger(len(saisie) == 1 and saisie in modes, "S1")
    _exiger(re.fullmatch(r"[A-Za-z0-9]{6,30}", champs.get("refdet", "")), "R3")
    _exiger(re.fullmatch(r"(?:[0-9]{4})?", champs.get("exer", "")), "E1")
    _exiger(re.fullmatch(r"[A-Za-z0-9 ]{0,100}", champs.get("objet", "")), "O1")
    _exiger(champs.get("mel"), "A1")
    _exiger(re.fullmatch(r"(?=.{6,80}\Z)[^\s@]+@[^\s@]+", champs["mel"]), "A2")
    montant = champs.get("montant", "")
    _exiger(re.fullmatch(r"[0-9]{1,11}", montant), "M1")
    _exiger(int(montant) >= 100, "M3")
    _exiger(int(montant) <= plafond, "M5")


def _exiger_adresse(adresse: str, code: str) -> None:
    try:
        parties = urlsplit(adresse)
        absolue = parties.scheme in ("http", "https") and bool(parties.hostname)
    except ValueError:
        absolue = False
    _exiger(absolue and len(adresse) < 250 and not re.search(r"\s", adresse), code)


def _exiger(condition: object, code: str) -> None:
    if not condition:
        raise Faute(code)


def luhn(numero: str) -> bool:
    """The check digit of a card's number."""
    chiffres = [int(caractere) for caractere in reversed(numero)]
    return (sum(chiffres[::2]) + sum(sum(divmod(2 * chiffre, 10)) for chiffre in chiffres[1::2])) % 10 == 0

"""SOAP 1.1 both ways: one writer, one reader that trusts neither the prefixes nor the HTTP status."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NoReturn
from xml.etree import ElementTree as ET

from app.payfip.erreurs import PayfipIndisponible, PayfipRefus
from app.payfip.lecture import XmlIllisible, lire_xml

_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_SERVICE = (
    "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/"
    "contrat_paiement_securise/PaiementSecuriseService"
)

ET.register_namespace("soapenv", _SOAP)
ET.register_namespace("pai", _SERVICE)


class Operation(StrEnum):
    """The three operations of the service, as it spells them."""

    CREER = "creerPaiementSecurise"
    DETAIL = "recupererDetailPaiementSecurise"
    CLIENT = "recupererDetailClient"


def ecrire_enveloppe(operation: Operation, champs: Iterable[tuple[str, str]]) -> bytes:
    """Only the operation is qualified; `arg0` and its fields have no namespace."""
    racine = ET.Element(f"{{{_SOAP}}}Envelope")
    corps = ET.SubElement(racine, f"{{{_SOAP}}}Body")
    argument = ET.SubElement(ET.SubElement(corps, f"{{{_SERVICE}}}{operation}"), "arg0")
    for nom, valeur in champs:
        ET.SubElement(argument, nom).text = valeur
    return bytes(ET.tostring(racine, encoding="utf-8", xml_declaration=True))


def lire_reponse(operation: Operation, status_code: int, octets: bytes) -> dict[str, str]:
    """The fields of `return`, or the fault as an exception; a fault counts whatever the HTTP status."""
    try:
        racine = lire_xml(octets)
    except XmlIllisible as erreur:
        raise PayfipIndisponible(f"HTTP {status_code}, unreadable body ({erreur})") from None
    faute = _trouver(racine, "Fault")
    if faute is not None:
        _lever(faute)
    reponse = _trouver(racine, f"{operation}Response")
    if status_code != 200 or reponse is None:
        raise PayfipIndisponible(f"HTTP {status_code} without a known answer")
    retour = _trouver(reponse, "return")
    return {} if retour is None else _champs(retour)


def _nom(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _trouver(racine: ET.Element, nom: str) -> ET.Element | None:
    return next((element for element in racine.iter() if _nom(element) == nom), None)


def _champs(parent: ET.Element) -> dict[str, str]:
    """Names and texts of the children; an empty element is an absent one."""
    textes = ((_nom(enfant), (enfant.text or "").strip()) for enfant in parent)
    return {nom: texte for nom, texte in textes if texte}


def _lever(faute: ET.Element) -> NoReturn:
    """A fault is a refusal when it carries a code and is not one of the technical ones (Tech…Erreur)."""
    entete = _champs(faute)
    detail = _trouver(faute, "detail")
    erreur = next(iter(detail), None) if detail is not None else None
    nature = _nom(erreur) if erreur is not None else entete.get("faultstring", "").rpartition(".")[2]
    champs = _champs(erreur) if erreur is not None else {}
    code = champs.get("code")
    if code is None or nature.startswith("Tech"):
        raise PayfipIndisponible(f"fault {nature[:60] or 'unnamed'} {code or ''}".strip())
    severite = champs.get("severite", "")
    raise PayfipRefus(
        code,
        champs.get("libelle", ""),
        champs.get("descriptif", ""),
        int(severite) if re.fullmatch(r"[0-9]{1,3}", severite) else None,
    )

"""The contract as the Treasury publishes it, and the reading of what it is sent: every name and case counts."""

from app.payfip.lecture import XmlIllisible, lire_xml
from app.simulateur.controles import Faute
from app.simulateur.rendu import ecrire

_SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
_RACINE = "http://securite.service.tpa.cp.finances.gouv.fr"
NS = {
    "service": f"{_RACINE}/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService",
    "requete": f"{_RACINE}/requete",
    "reponse": f"{_RACINE}/reponse",
}

CREER, DETAIL, CLIENT = "creerPaiementSecurise", "recupererDetailPaiementSecurise", "recupererDetailClient"
_OPERATIONS = (CREER, DETAIL, CLIENT)
_FAUTES = (
    "FonctionnelleErreur",
    "TechDysfonctionnementErreur",
    "TechIndisponibiliteErreur",
    "TechProtocolaireErreur",
)
_DEMANDE = "exer mel montant numcli objet refdet saisie urlnotif urlredirect"
_DETAIL = "dattrans exer heurtrans idOp mel montant numauto numcli objet refdet resultrans saisie"
CHAMPS_DU_DETAIL = tuple(_DETAIL.split())
_TYPES = {
    "requete": {"CreerPaiementSecuriseRequest": _DEMANDE.split()},
    "reponse": {
        "CreerPaiementSecuriseResponse": ["idOp"],
        "RecupererDetailPaiementSecuriseRequest": ["idOp"],
        "RecupererDetailPaiementSecuriseResponse": _DETAIL.split(),
        "RecupererDetailClientRequest": ["numCli"],
        "RecupererDetailClientResponse": ["libelleN1", "libelleN2", "libelleN3", "numcli"],
    },
}


class MessageIllisible(Exception):
    """Not a message of this service: the caller's fault, in the SOAP sense."""


def lire_message(octets: bytes) -> tuple[str, dict[str, str]]:
    """The operation and its fields. Unknown fields are dropped without a word, whatever their case."""
    try:
        racine = lire_xml(octets)
    except XmlIllisible:
        raise MessageIllisible("Couldn't create SOAP message due to exception: XML reader error") from None
    appel = next(iter(racine.find(f"{_SOAP}Body") or ()), None) if racine.tag == f"{_SOAP}Envelope" else None
    nom = appel.tag.removeprefix(f"{{{NS['service']}}}") if appel is not None else ""
    if appel is None or nom not in _OPERATIONS:
        raise MessageIllisible(f"Cannot find dispatch method for {nom}")
    argument = appel.find("arg0")
    return nom, {} if argument is None else {enfant.tag: enfant.text or "" for enfant in argument}


def ecrire_reponse(operation: str, champs: list[tuple[str, str]]) -> str:
    """An answer with its fields in the order of the schema."""
    return ecrire("reponse.xml", ns=NS, operation=operation, champs=champs)


def ecrire_faute(faute: Faute) -> str:
    """A functional fault, as recorded."""
    return _ecrire_faute("FonctionnelleErreur", faute.code, faute.libelle, 2)


def ecrire_panne() -> str:
    """A technical fault."""
    return _ecrire_faute("TechDysfonctionnementErreur", "999", "Erreur technique", 3)


def ecrire_illisible(raison: str) -> str:
    """The answer to what is no message of the service."""
    return ecrire("illisible.xml", raison=raison)


def ecrire_contrat(gabarit: str, adresse: str) -> str:
    """The WSDL or one of its schemas, carrying the address at which it was asked."""
    return ecrire(gabarit, ns=NS, adresse=adresse, operations=_OPERATIONS, fautes=_FAUTES, types=_TYPES)


def _ecrire_faute(nature: str, code: str, libelle: str, severite: int) -> str:
    return ecrire("faute.xml", ns=NS, nature=nature, code=code, libelle=libelle, severite=severite)

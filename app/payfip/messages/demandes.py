"""What we ask: the three operations, written field by field in the order of the published schema."""

from dataclasses import dataclass, field

from app.payfip.messages.enveloppe import Operation, ecrire_enveloppe
from app.payfip.messages.regles import exiger, exiger_montant, exiger_parmi, exiger_url, nettoyer_objet

# Test, activation, production: the only modes of the web service.
SAISIES = "TXW"


@dataclass(frozen=True, kw_only=True)
class DemandeCreation:
    """One payment to open. `montant` is in cents; `objet` is cleaned when it is written."""

    exer: str
    mel: str = field(repr=False)
    montant: int
    numcli: str
    objet: str = field(repr=False)
    refdet: str
    saisie: str
    urlnotif: str
    urlredirect: str

    def __post_init__(self) -> None:
        for champ in ("exer", "mel", "numcli", "refdet"):
            exiger(champ, getattr(self, champ))
        exiger_montant(self.montant)
        exiger_parmi("saisie", self.saisie, SAISIES)
        exiger_url("urlnotif", self.urlnotif)
        exiger_url("urlredirect", self.urlredirect)


def ecrire_creation(demande: DemandeCreation) -> bytes:
    """The envelope of creerPaiementSecurise."""
    return ecrire_enveloppe(
        Operation.CREER,
        [
            ("exer", demande.exer),
            ("mel", demande.mel),
            ("montant", str(demande.montant)),
            ("numcli", demande.numcli),
            ("objet", nettoyer_objet(demande.objet)),
            ("refdet", demande.refdet),
            ("saisie", demande.saisie),
            ("urlnotif", demande.urlnotif),
            ("urlredirect", demande.urlredirect),
        ],
    )


def ecrire_demande_detail(idop: str) -> bytes:
    """The envelope of recupererDetailPaiementSecurise: `idOp` with its capital, or the answer is P1."""
    exiger("idop", idop)
    return ecrire_enveloppe(Operation.DETAIL, [("idOp", idop)])


def ecrire_demande_client(numcli: str) -> bytes:
    """The envelope of recupererDetailClient: `numCli` with a capital here, `numcli` in its answer."""
    exiger("numcli", numcli)
    return ecrire_enveloppe(Operation.CLIENT, [("numCli", numcli)])

"""TIPI, the older door: an address that carries the whole request, and no service to ask afterwards."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from app.payfip.messages.regles import (
    MONTANT_MAXI_TIPI,
    exiger,
    exiger_montant,
    exiger_parmi,
    exiger_url,
    nettoyer_objet,
)

# Test, activation, production with a typed reference, production from an account.
SAISIES_TIPI = "TXMA"


@dataclass(frozen=True, kw_only=True)
class DemandeTipi:
    """One payment by the TIPI page. `montant` is in cents, 9 999,99 € at most."""

    numcli: str
    exer: str
    refdet: str
    objet: str = field(repr=False)
    montant: int
    mel: str = field(repr=False)
    urlcl: str
    saisie: str

    def __post_init__(self) -> None:
        for champ in ("numcli", "exer", "refdet", "mel"):
            exiger(champ, getattr(self, champ))
        exiger_montant(self.montant, MONTANT_MAXI_TIPI)
        exiger_parmi("saisie", self.saisie, SAISIES_TIPI)
        exiger_url("urlcl", self.urlcl)


def adresse_tipi(origine: str, demande: DemandeTipi) -> str:
    """Where the resident's browser goes to pay by TIPI."""
    parametres = {
        "numcli": demande.numcli,
        "exer": demande.exer,
        "refdet": demande.refdet,
        "objet": nettoyer_objet(demande.objet),
        "montant": str(demande.montant),
        "mel": demande.mel,
        "urlcl": demande.urlcl,
        "saisie": demande.saisie,
    }
    return f"{origine.rstrip('/')}/tpa/paiement.web?{urlencode(parametres)}"

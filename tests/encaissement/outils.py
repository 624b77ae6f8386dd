"""What the tests of the desk look at."""

from datetime import datetime, timedelta
from typing import Any

from app.base import ligne, lignes, valeur
from app.encaissement import Passage, ouvrir
from app.metier.paiements.tables import EtatPaiement
from tests.personnages import Personnage

REFERENCE = "2300240069928"


async def payer(personne: Personnage, *references: str) -> Passage:
    """Open a payment as this resident."""
    compte = personne.compte.id if personne.compte else None
    return await ouvrir(personne.abonne.id, references or [REFERENCE], compte=compte, mel=personne.courriel)


async def tentative(idop: str) -> dict[str, Any]:
    """The row of an attempt."""
    lue = await ligne("SELECT * FROM paiement WHERE idop = $1", idop)
    assert lue is not None
    return dict(lue)


async def etat(idop: str) -> EtatPaiement:
    return EtatPaiement((await tentative(idop))["etat"])


async def livre() -> list[tuple[int, str]]:
    """The ledger: amounts and means."""
    return [(une["montant_centimes"], une["moyen"]) for une in await lignes("SELECT * FROM reglement ORDER BY id")]


async def recus() -> int:
    """Receipts to send."""
    return int(await valeur("SELECT count(*) FROM courriel WHERE modele = 'paiement_recu'"))


def plus(debut: datetime, **duree: float) -> datetime:
    """A little later."""
    return debut + timedelta(**duree)

"""The last page: the outcome, and the button back to the collectivité's site."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from litestar import Response, get
from litestar.response import Redirect

from app.simulateur.bascules import Bascules
from app.simulateur.ecrans.acces import PageRefusee, idop_demande
from app.simulateur.notifications import champs_de_retour
from app.simulateur.operations import Operation
from app.simulateur.rendu import page
from app.simulateur.tresor import Requete, tresor

_TITRES = {
    "P": "Paiement accepté",
    "R": "Paiement refusé",
    "A": "Paiement abandonné",
    "V": "Prélèvement enregistré",
    "Z": "Prélèvement refusé",
}


@get("/tpa/ticket.web")
async def ticket(request: Requete) -> Response[str]:
    """It may be read again: the way back stays open."""
    ici = tresor(request)
    operation = ici.depot.trouver(idop_demande(request))
    if operation is None or operation.resultrans is None:
        raise PageRefusee("P1")
    return page(
        "ticket.html",
        titre=_TITRES[operation.resultrans],
        operation=operation,
        client=ici.annuaire.decrire(operation.numcli),
        retour=decrire_retour(operation, ici.bascules),
    )


def vers_le_ticket(idop: str) -> Redirect:
    """After an outcome, whatever it is."""
    return Redirect(f"/tpa/ticket.web?{urlencode({'idop': idop})}", status_code=303)


def decrire_retour(operation: Operation, bascules: Bascules) -> dict[str, Any]:
    """The form that brings the payer back: by GET, the address's own parameters become fields."""
    champs = list(champs_de_retour(operation, majuscules=bascules.tipi_majuscules).items())
    adresse = urlsplit(operation.urlredirect)
    if bascules.retour == "GET":
        champs = [*parse_qsl(adresse.query, keep_blank_values=True), *champs]
        adresse = adresse._replace(query="")
    return {"methode": bascules.retour.lower(), "url": adresse.geturl(), "champs": champs}

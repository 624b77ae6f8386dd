"""The first page: what is owed, and by which means to pay it."""

from litestar import Response, get

from app.simulateur.ecrans.acces import a_payer, idop_demande
from app.simulateur.operations import Operation, Voie
from app.simulateur.rendu import page
from app.simulateur.tresor import Requete, Tresor, tresor


@get("/tpa/paiementws.web")
async def dette(request: Requete) -> Response[str]:
    """The page that an idOp opens."""
    ici = tresor(request)
    return montrer_dette(ici, a_payer(ici, idop_demande(request), Voie.SERVICE))


def montrer_dette(ici: Tresor, operation: Operation) -> Response[str]:
    """The same page for both doors."""
    return page("dette.html", operation=operation, client=ici.annuaire.decrire(operation.numcli))

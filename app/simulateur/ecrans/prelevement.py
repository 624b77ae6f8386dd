"""Direct debit: the real one asks for impots.gouv; here two buttons say how it ends."""

from litestar import Response, get, post
from litestar.response import Redirect

from app.simulateur.ecrans.acces import PageRefusee, ici_et_operation, idop_demande
from app.simulateur.ecrans.ticket import vers_le_ticket
from app.simulateur.operations import Operation
from app.simulateur.rendu import page
from app.simulateur.tresor import Requete, Tresor

_ACTIONS = {"accepter": "V", "refuser": "Z", "annuler": "A"}


@get("/tpa/prelevement.web")
async def prelevement(request: Requete) -> Response[str]:
    """The page with its buttons."""
    ici, operation = ici_et_operation(request, idop_demande(request), "prelevement")
    return _montrer(ici, operation, 200)


@post("/tpa/prelevement.web", status_code=200)
async def payer_par_prelevement(request: Requete) -> Response[str] | Redirect:
    """The button pressed is the outcome."""
    envoi = await request.form()
    ici, operation = ici_et_operation(request, str(envoi.get("idop", "")), "prelevement")
    resultrans = _ACTIONS.get(str(envoi.get("action", "")))
    if resultrans is None:
        return _montrer(ici, operation, 422)
    if ici.conclure(operation.idop, resultrans) is None:
        raise PageRefusee("P3")
    return vers_le_ticket(operation.idop)


def _montrer(ici: Tresor, operation: Operation, status_code: int) -> Response[str]:
    client = ici.annuaire.decrire(operation.numcli)
    return page("prelevement.html", status_code, operation=operation, client=client)

"""Who may still pay: the page opens in time, and until there is an outcome."""

from litestar import Response
from litestar.exceptions import HTTPException

from app.simulateur.controles import LIBELLES
from app.simulateur.operations import Etat, Operation, Voie
from app.simulateur.rendu import page
from app.simulateur.tresor import Requete, Tresor, tresor

_STATUTS = {"P1": 404, "P3": 409, "P4": 410}
_PAR_ETAT = {Etat.CONCLUE: "P3", Etat.PERIMEE: "P4", Etat.PURGEE: "P1"}


class PageRefusee(Exception):
    """The payer comes too late, twice, or from nowhere."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def montrer_refus(_: Requete, refus: PageRefusee) -> Response[str]:
    """The error page that carries the Treasury's code."""
    titres = {"P3": "Paiement déjà effectué", "P4": "Délai dépassé"}
    return page(
        "erreur.html",
        _STATUTS.get(refus.code, 400),
        titre=titres.get(refus.code, "Paiement impossible"),
        phrase=f"{LIBELLES[refus.code].strip()} (code {refus.code})",
    )


def montrer_erreur(_: Requete, erreur: HTTPException) -> Response[str]:
    """Whatever else the framework refuses: an unknown address, a wrong method."""
    phrase = f"Cette demande ne peut pas aboutir (code {erreur.status_code})."
    return page("erreur.html", erreur.status_code, titre="Page introuvable", phrase=phrase)


def a_payer(ici: Tresor, idop: str, *voies: Voie) -> Operation:
    """The payment that the page is about, while it can be paid; coming in time starts it."""
    operation = ici.depot.trouver(idop)
    if operation is None or operation.voie not in (voies or tuple(Voie)):
        raise PageRefusee("P1")
    if operation.etat in _PAR_ETAT:
        raise PageRefusee(_PAR_ETAT[operation.etat])
    ici.depot.commencer(idop)
    return operation


def exiger_moyen(ici: Tresor, operation: Operation, moyen: str) -> None:
    """A means of payment that the collectivité never activated is not offered, nor taken."""
    if moyen not in ici.annuaire.decrire(operation.numcli).moyens:
        raise PageRefusee("P1")


def idop_demande(request: Requete) -> str:
    """The idOp of the page's address."""
    return str(request.query_params.get("idop", ""))


def ici_et_operation(request: Requete, idop: str, moyen: str) -> tuple[Tresor, Operation]:
    """The Treasury and the payment, once it is sure that it can be paid by these means."""
    ici = tresor(request)
    operation = a_payer(ici, idop)
    exiger_moyen(ici, operation, moyen)
    return ici, operation

"""The home of the account."""

from litestar import Response, get

from app.web.acces import resident
from app.web.rendu import rendre
from app.web.temoins import Requete

TUILES = [
    ("/informations", "MES INFORMATIONS", "Mes coordonnées, mes abonnements, mes adresses"),
    ("/bacs", "MES BACS/LEVÉES", "Mes bacs en service et mes dernières levées"),
    ("/factures", "MES FACTURES", "Consulter, payer, télécharger un duplicata"),
    ("/services", "MES SERVICES", "Les démarches possibles en ligne"),
    ("/suivi", "SUIVI DE MES DEMANDES", "Où en sont mes demandes"),
]


@get("/espace", sync_to_thread=False)
def accueil(request: Requete) -> Response[bytes]:
    """The five tiles."""
    resident(request)
    return rendre(request, "espace/accueil", titre="Mon espace usager", tuiles=TUILES)

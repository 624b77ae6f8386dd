"""How the Treasury speaks: PayFiP's secure web service and its older door, TIPI.

A leaf of the application: it knows amounts and references, never a bill.
"""

from app.payfip.client import ClientPayfip
from app.payfip.erreurs import DemandeInvalide, PayfipErreur, PayfipIndisponible, PayfipRefus
from app.payfip.messages import DemandeCreation, Detail, FicheClient, nettoyer_objet
from app.payfip.retours import RetourIllisible, RetourTipi, lire_idop, lire_retour_tipi
from app.payfip.tipi import DemandeTipi, adresse_tipi
from app.payfip.transport import creer_http

__all__ = [
    "ClientPayfip",
    "DemandeCreation",
    "DemandeInvalide",
    "DemandeTipi",
    "Detail",
    "FicheClient",
    "PayfipErreur",
    "PayfipIndisponible",
    "PayfipRefus",
    "RetourIllisible",
    "RetourTipi",
    "adresse_tipi",
    "creer_http",
    "lire_idop",
    "lire_retour_tipi",
    "nettoyer_objet",
]

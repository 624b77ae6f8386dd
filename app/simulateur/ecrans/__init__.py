"""What the payer sees: the debt, the card, the direct debit, the ticket."""

from app.simulateur.ecrans.carte import carte, payer_par_carte
from app.simulateur.ecrans.dette import dette
from app.simulateur.ecrans.feuille import feuille
from app.simulateur.ecrans.prelevement import payer_par_prelevement, prelevement
from app.simulateur.ecrans.ticket import ticket
from app.simulateur.ecrans.tipi import tipi

routes = [carte, dette, feuille, payer_par_carte, payer_par_prelevement, prelevement, ticket, tipi]

__all__ = ["routes"]

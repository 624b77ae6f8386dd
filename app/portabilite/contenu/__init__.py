"""What an export holds, table by table, and what it leaves out and why. A test finds a column that stands in neither.

The reader is an account: of its abonnés it gets everything, of the other accounts that open them nothing.
"""

from app.portabilite.contenu.abonnes import ABONNES, BACS
from app.portabilite.contenu.compte import COMPTE
from app.portabilite.contenu.echanges import COURRIELS, DEMANDES, PAIEMENTS, TRACES
from app.portabilite.contenu.exclues import EXCLUES

__all__ = ["CONTENU", "EXCLUES"]

CONTENU = (COMPTE, ABONNES, BACS, PAIEMENTS, DEMANDES, COURRIELS, TRACES)
"""The roots; everything else hangs on one of them."""

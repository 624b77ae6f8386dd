"""factures.csv: the bills, and the documents that come with them."""

from app.imports.espece import Espece
from app.imports.factures.colonnes import COLONNES
from app.imports.factures.prise import appliquer

ESPECE = Espece(COLONNES, appliquer)

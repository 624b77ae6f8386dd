"""bacs.csv: the bins, the chips that they bear and the contrats that they serve."""

from app.imports.bacs.prise import COLONNES, appliquer
from app.imports.espece import Espece

ESPECE = Espece(COLONNES, appliquer)

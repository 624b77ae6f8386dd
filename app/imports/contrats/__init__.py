"""contrats.csv: the subscriptions, and the versions of their two addresses."""

from app.imports.contrats.prise import COLONNES, appliquer
from app.imports.espece import Espece

ESPECE = Espece(COLONNES, appliquer)

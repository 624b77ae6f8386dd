"""Files → nouns: what billing delivers, checked and taken in by sets."""

from app.imports.deroulement import importer
from app.imports.erreurs import FichierRefuse
from app.imports.nature import Nature
from app.imports.rapport import Rapport, Refus

__all__ = ["FichierRefuse", "Nature", "Rapport", "Refus", "importer"]

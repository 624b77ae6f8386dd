"""What may be written in the console, checked with French sentences: one model per table that it edits."""

from app.agents.fiches.agent import FicheAgent
from app.agents.fiches.collecte import FicheFlux
from app.agents.fiches.collectivite import FicheCollectivite
from app.agents.fiches.paiement import FicheClientPayfip, FicheComptable

__all__ = ["FicheAgent", "FicheClientPayfip", "FicheCollectivite", "FicheComptable", "FicheFlux"]

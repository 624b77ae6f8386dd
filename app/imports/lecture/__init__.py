"""Reading a file as lines of cells: encoding, separator, header, physical line numbers; never the file in memory."""

from app.imports.lecture.examen import examiner
from app.imports.lecture.tableau import Lot, Tableau, ouvrir

__all__ = ["Lot", "Tableau", "examiner", "ouvrir"]

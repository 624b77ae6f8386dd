"""Documents kept in the collectivité's own database."""

from piccolo.columns import Bytea, Integer, Text
from piccolo.table import Table

from app.metier.colonnes import instant


class Document(Table, tablename="document"):
    """A file as it came (a bill that billing delivered, a supporting document)."""

    nom = Text(required=True)
    nature = Text(default="application/pdf")
    taille = Integer(required=True)
    empreinte = Text(required=True, index=True, help_text="SHA-256 du contenu")
    contenu = Bytea(required=True)
    depose_le = instant()

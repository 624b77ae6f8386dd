"""Requests for one's own data."""

from piccolo.columns import Integer, Serial, Text
from piccolo.table import Table

from app.metier.colonnes import instant, lien
from app.metier.comptes.tables import Compte
from app.metier.documents import Document


class ExportDonnees(Table, tablename="export_donnees"):
    """A ZIP of all that is kept of an account and its abonnés: asked for, made by the worker, gone after a week."""

    id: Serial
    compte = lien(Compte)
    demande_le = instant()
    essais = Integer(default=0)
    prochain_essai_le = instant(index=True)
    document = lien(Document, facultatif=True)
    pret_le = instant(facultatif=True)
    expire_le = instant(facultatif=True)
    erreur = Text(default="", help_text="Nature de la dernière panne, sans donnée personnelle")

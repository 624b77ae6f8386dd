"""The outbox."""

from enum import StrEnum

from piccolo.columns import JSONB, Integer, Text
from piccolo.table import Table

from app.metier.colonnes import instant


class EtatCourriel(StrEnum):
    """Where a mail stands."""

    A_ENVOYER = "a_envoyer"
    ENVOYE = "envoye"
    REBUT = "rebut"


class Courriel(Table, tablename="courriel"):
    """A mail to send: its model and plain data, never a token. Sent at least once, always under the same Message-ID."""

    cause = Text(unique=True, required=True, help_text="Ce qui l’a fait écrire : le même fait ne l’écrit pas deux fois")
    modele = Text(required=True)
    destinataire = Text(required=True)
    donnees = JSONB(default="{}")
    message_id = Text(unique=True, required=True)
    etat = Text(choices=EtatCourriel, default=EtatCourriel.A_ENVOYER)
    essais = Integer(default=0)
    prochain_essai_le = instant()
    envoye_le = instant(facultatif=True)
    erreur = Text(default="")
    cree_le = instant()

"""What a resident asks for, and what became of it."""

from enum import StrEnum

from piccolo.columns import JSONB, Text
from piccolo.table import Table

from app.metier.abonnes import Abonne
from app.metier.colonnes import instant, lien
from app.metier.comptes.tables import Compte
from app.metier.contrats import Contrat


class EtatDemande(StrEnum):
    """Where a request stands; the values are the words that residents read."""

    EN_COURS = "EN COURS"
    EN_ATTENTE = "EN ATTENTE DE VOTRE RÉPONSE"
    ACCEPTEE = "ACCEPTÉ"
    REFUSEE = "REFUSÉ"
    ANNULEE = "ANNULÉ"


class DeposeePar(StrEnum):
    """By whom a request was handed in."""

    COMPTE = "compte"
    AGENT = "agent"
    PUBLIC = "public"


class Demande(Table, tablename="demande"):
    """A request. From the public it carries a confirmed address and a follow-up code instead of an account."""

    nature = Text(required=True)
    etat = Text(choices=EtatDemande, default=EtatDemande.EN_COURS)
    deposee_par = Text(choices=DeposeePar, required=True)
    compte = lien(Compte, facultatif=True)
    abonne = lien(Abonne, facultatif=True)
    contrat = lien(Contrat, facultatif=True)
    courriel = Text(default="")
    courriel_confirme_le = instant(facultatif=True)
    code_suivi = Text(null=True, default=None, unique=True)
    contenu = JSONB(default="{}")
    motif = Text(default="")
    deposee_le = instant()
    decidee_le = instant(facultatif=True)

"""What a resident asks for, and what became of it."""

from enum import StrEnum

from piccolo.columns import JSONB, Serial, Text
from piccolo.custom_types import Combinable
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

    id: Serial
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

    @property
    def nature_etat(self) -> str:
        """How tables mark the state, beside the words."""
        return {EtatDemande.ACCEPTEE: "fait", EtatDemande.REFUSEE: "refus", EtatDemande.ANNULEE: ""}.get(
            EtatDemande(self.etat), "attente"
        )


async def ses_demandes(compte: int, abonne: int | None, *, rang: int, limite: int) -> list[Demande]:
    """The requests of the abonné in view and those that the account made for nobody else, latest first."""
    recentes = (
        Demande.objects().where(_siennes(compte, abonne)).order_by(Demande.deposee_le, Demande.id, ascending=False)
    )
    return await recentes.offset(rang).limit(limite)


async def nombre_de_ses_demandes(compte: int, abonne: int | None) -> int:
    """How many `ses_demandes` holds."""
    nombre: int = await Demande.count().where(_siennes(compte, abonne))
    return nombre


def _siennes(compte: int, abonne: int | None) -> Combinable:
    personnelles = (Demande.compte == compte) & Demande.abonne.is_null()
    return personnelles if abonne is None else (Demande.abonne == abonne) | personnelles

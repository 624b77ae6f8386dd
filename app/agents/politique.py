"""Which table an agent may read or write in the console, and by which rule. A table that is not here is not shown.

Money, people and requests are for reading: every act on them is a page of the desk.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from piccolo.table import Table
from pydantic import BaseModel

from app.agents.fiches import FicheAgent, FicheClientPayfip, FicheCollectivite, FicheComptable, FicheFlux
from app.piccolo_app import APP_CONFIG


class Groupe(StrEnum):
    """Headings of the console's menu."""

    USAGERS = "Usagers"
    FACTURATION = "Facturation"
    COLLECTE = "Collecte"
    REGLAGES = "Réglages"
    JOURNAL = "Journal"
    EQUIPE = "Équipe"


class Role(StrEnum):
    """Named as the columns of the agents' table."""

    AGENT = "admin"
    ADMINISTRATEUR = "superuser"


@dataclass(frozen=True, slots=True)
class Regle:
    """What the console does with one table."""

    nom: str
    """What the menu calls it."""
    groupe: Groupe
    lisible: str
    """The column that names a row where another one refers to it."""
    cachees: frozenset[str] = frozenset()
    """Columns that the console does not know at all: neither shown, nor sorted, nor filtered."""
    role: Role = Role.AGENT
    """Who may open it; and write it, where it has a model."""
    fiche: type[BaseModel] | None = None
    """What may be written, and how it is checked; None: for reading only."""
    ajout: bool = False
    suppression: bool = False
    aide: str = field(default="Consultation seule.")

    @property
    def ecrites(self) -> frozenset[str]:
        """The columns that may be written."""
        return frozenset(self.fiche.model_fields) if self.fiche else frozenset()


def _cachees(*noms: str) -> frozenset[str]:
    return frozenset(noms)


REGLES: Mapping[str, Regle] = {
    "abonne": Regle("Abonnés", Groupe.USAGERS, "code_usager", _cachees("nom_plie", "courriel_plie")),
    "adresse": Regle("Adresses", Groupe.USAGERS, "rue"),
    "changement_courriel": Regle("Changements d’adresse de connexion", Groupe.USAGERS, "nouveau"),
    "code_secours": Regle("Codes de secours", Groupe.USAGERS, "id", _cachees("empreinte")),
    "compte": Regle(
        "Comptes", Groupe.USAGERS, "courriel",
        _cachees("mot_de_passe", "secret_totp", "totp_dernier_pas", "courriel_plie"),
    ),
    "contrat": Regle("Contrats", Groupe.USAGERS, "reference", _cachees("iban")),
    "demande": Regle("Demandes", Groupe.USAGERS, "nature", _cachees("code_suivi")),
    "export_donnees": Regle("Exports de données personnelles", Groupe.USAGERS, "id"),
    "jeton": Regle("Liens envoyés", Groupe.USAGERS, "nature", _cachees("empreinte", "mot_de_passe", "appareil")),
    "rattachement": Regle("Rattachements", Groupe.USAGERS, "id"),
    "session": Regle("Sessions des usagers", Groupe.USAGERS, "id", _cachees("empreinte", "appareil")),
    "facture": Regle("Factures", Groupe.FACTURATION, "reference", _cachees("destinataire_plie")),
    "ligne_facture": Regle("Lignes de facture", Groupe.FACTURATION, "libelle"),
    "paiement": Regle("Tentatives de paiement", Groupe.FACTURATION, "idop"),
    "part_paiement": Regle("Parts de paiement", Groupe.FACTURATION, "id"),
    "reglement": Regle("Règlements", Groupe.FACTURATION, "reference"),
    "document": Regle("Documents", Groupe.FACTURATION, "nom", _cachees("contenu")),
    "affectation": Regle("Affectations de bac", Groupe.COLLECTE, "id"),
    "bac": Regle("Bacs", Groupe.COLLECTE, "numero"),
    "levee": Regle("Levées", Groupe.COLLECTE, "puce"),
    "puce": Regle("Puces", Groupe.COLLECTE, "numero"),
    "flux": Regle(
        "Flux", Groupe.REGLAGES, "libelle", fiche=FicheFlux, ajout=True, suppression=True,
        aide="Les flux de déchets ; ceux que les imports rencontrent s’ajoutent d’eux-mêmes.",
    ),
    "client_payfip": Regle(
        "Clients PayFiP", Groupe.REGLAGES, "libelle", fiche=FicheClientPayfip, ajout=True, suppression=True,
        aide="Les numéros de client PayFiP de la collectivité.",
    ),
    "collectivite": Regle(
        "Collectivité", Groupe.REGLAGES, "nom_court", _cachees("modifiee_le"), fiche=FicheCollectivite,
        aide="Les réglages du portail : une seule ligne, prise en compte aussitôt.",
    ),
    "comptable": Regle(
        "Comptables", Groupe.REGLAGES, "nom", fiche=FicheComptable, ajout=True, suppression=True,
        aide="Les services de gestion comptable à qui les usagers doivent l’argent.",
    ),
    "logo": Regle(
        "Logo", Groupe.REGLAGES, "empreinte", _cachees("contenu"), aide="Le logo se change depuis l’espace des agents."
    ),
    "courriel": Regle("Courriels", Groupe.JOURNAL, "modele", _cachees("donnees")),
    "limite": Regle("Limites d’essais", Groupe.JOURNAL, "cle"),
    "trace": Regle("Journal", Groupe.JOURNAL, "acte", aide="Qui a fait quoi, quand : rien ne s’y corrige."),
    "agent": Regle(
        "Agents", Groupe.EQUIPE, "username", _cachees("secret_totp", "totp_dernier_pas", "last_login"),
        role=Role.ADMINISTRATEUR, fiche=FicheAgent, ajout=True,
        aide="Les agents du portail ; on ne les efface pas, on les désactive.",
    ),
    "session_agent": Regle("Sessions des agents", Groupe.EQUIPE, "id", _cachees("empreinte"), role=Role.ADMINISTRATEUR),
}  # fmt: skip

TABLES: Mapping[str, type[Table]] = {table._meta.tablename: table for table in APP_CONFIG.table_classes}

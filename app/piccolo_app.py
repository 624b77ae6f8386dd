"""The tables of a collectivité's database and their migrations, as Piccolo sees them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from app.metier.abonnes import Abonne
from app.metier.agents import Agent, SessionAgent
from app.metier.bacs import Affectation, Bac, Flux, Puce
from app.metier.collectivite import ClientPayfip, Collectivite, Comptable, Logo
from app.metier.comptes.tables import ChangementCourriel, Compte, Jeton, Limite, Rattachement, Session
from app.metier.contrats import Adresse, Contrat
from app.metier.courriels.tables import Courriel
from app.metier.demandes import Demande
from app.metier.documents import Document
from app.metier.factures.tables import Facture, LigneFacture
from app.metier.levees import Levee
from app.metier.paiements.tables import Paiement, PartPaiement, Reglement
from app.metier.portabilite.tables import ExportDonnees
from app.metier.second_facteur.tables import CodeSecours
from app.metier.suivi import Trace

RACINE = Path(__file__).resolve().parents[1]

APP_CONFIG = AppConfig(
    app_name="portail",
    migrations_folder_path=str(RACINE / "piccolo_migrations" / "portail"),
    table_classes=[
        *(Abonne, Adresse, Affectation, Agent, Bac, ChangementCourriel, ClientPayfip, CodeSecours, Collectivite),
        *(Comptable, Compte, Contrat, Courriel, Demande, Document, ExportDonnees, Facture, Flux, Jeton, Levee),
        *(LigneFacture, Limite, Logo, Paiement, PartPaiement, Puce, Rattachement, Reglement, Session, SessionAgent),
        Trace,
    ],
)

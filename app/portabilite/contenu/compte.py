"""The account itself."""

from app.metier.comptes.tables import ChangementCourriel, Compte, Jeton, Rattachement, Session
from app.metier.portabilite.tables import ExportDonnees
from app.metier.second_facteur.tables import CodeSecours
from app.portabilite.contenu.choix import SON_ADRESSE
from app.portabilite.ensembles import Ensemble

RATTACHEMENTS = Ensemble(
    Rattachement,
    "id compte abonne depuis_le jusque_le motif",
    "t.compte = «compte» AND t.depuis_le >= «depuis»",
)
SESSIONS = Ensemble(
    Session,
    "id compte contrat abonne rester_connecte a_prouver navigateur ouverte_le vue_le expire_le fermee_le",
    "t.compte = «compte» AND t.ouverte_le >= «depuis»",
)
CHANGEMENTS = Ensemble(
    ChangementCourriel,
    "id compte ancien nouveau demande_le confirme_le applique_le annule_le",
    "t.compte = «compte» AND t.demande_le >= «depuis»",
)
JETONS = Ensemble(
    Jeton,
    "nature compte abonne changement courriel cree_le expire_le consomme_le",
    f"(t.compte = «compte» OR t.compte IS NULL AND lower(t.courriel) = {SON_ADRESSE}) AND t.cree_le >= «depuis»",
)
CODES = Ensemble(CodeSecours, "id compte cree_le consomme_le", "t.compte = «compte»")
EXPORTS = Ensemble(
    ExportDonnees,
    "id compte demande_le essais prochain_essai_le document pret_le expire_le erreur",
    "t.compte = «compte» AND t.demande_le >= «depuis»",
)
COMPTE = Ensemble(
    Compte,
    "id courriel courriel_plie mot_de_passe_le totp_prouve_le cree_le derniere_connexion_le ferme_le "
    "preavis_effacement_le efface_le",
    "t.id = «compte»",
    enfants=(RATTACHEMENTS, SESSIONS, CHANGEMENTS, JETONS, CODES, EXPORTS),
)

"""What passed between the resident and the service: payments, requests, mails, the journal."""

from app.metier.courriels.tables import Courriel
from app.metier.demandes import Demande
from app.metier.paiements.tables import Paiement, PartPaiement
from app.metier.suivi import Trace
from app.portabilite.contenu.choix import (
    NUMCLI,
    SES_COURRIELS,
    SES_DEMANDES,
    SES_FACTURES,
    SES_OBJETS,
    SES_PAIEMENTS,
    SON_ADRESSE,
    SON_NUMERO,
    si,
)
from app.portabilite.ensembles import Ensemble

PARTS = Ensemble(
    PartPaiement,
    "id paiement facture montant_centimes vive",
    f"t.paiement = «parent» AND t.facture IN ({SES_FACTURES})",
)
PAIEMENTS = Ensemble(
    Paiement,
    "id idop etat porte client_payfip compte montant_centimes numcli exer refdet objet mel saisie cree_le envoye_le "
    "attente_vue_le resultat numauto effectue_le reponse motif conclu_le verifie_le verifications echecs "
    "prochaine_verification_le",
    f"t.id IN ({SES_PAIEMENTS})",
    NUMCLI | si("t.compte = «compte» AND t.cree_le >= «depuis»", "compte", "mel", "reponse"),
    enfants=(PARTS,),
)

SIENNE = (
    "(t.compte = «compte» AND t.deposee_le >= «depuis» "
    f"OR t.compte IS NULL AND (t.courriel = '' OR lower(t.courriel) = {SON_ADRESSE}))"
)
DEMANDES = Ensemble(
    Demande,
    "id nature etat deposee_par compte abonne contrat courriel courriel_confirme_le contenu motif deposee_le "
    "decidee_le",
    f"t.id IN ({SES_DEMANDES})",
    si(SIENNE, "compte", "courriel", "courriel_confirme_le", "contenu"),
)

COURRIELS = Ensemble(
    Courriel,
    "id modele destinataire donnees message_id etat essais prochain_essai_le envoye_le erreur cree_le",
    f"t.id IN ({SES_COURRIELS}) AND t.cree_le >= «depuis»",
    {"donnees": "t.donnees - 'jeton'"},
)

TRACES = Ensemble(
    Trace,
    "id le acteur auteur acte objet phrase details",
    f"t.objet = 'compte:' || {SON_NUMERO} AND t.le >= «depuis» OR t.objet IN ({SES_OBJETS}) "
    f"OR t.acte = 'message_recu' AND t.acteur = 'usager' AND t.auteur = {SON_NUMERO} AND t.le >= «depuis»",
    si(f"t.acteur = 'usager' AND t.auteur = {SON_NUMERO}", "auteur", sinon="''")
    | si(f"t.acteur <> 'usager' OR t.auteur = {SON_NUMERO}", "details"),
)

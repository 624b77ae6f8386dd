"""The abonnés that the account opens now: contrats, bins and lifts, bills and the money that they received."""

from app.metier.abonnes import Abonne
from app.metier.bacs import Affectation, Bac, Puce
from app.metier.contrats import Adresse, Contrat
from app.metier.documents import Document
from app.metier.factures.tables import Facture, LigneFacture
from app.metier.levees import Levee
from app.metier.paiements.tables import Reglement
from app.portabilite.contenu.choix import NUMCLI, SES_CONTRATS, VISIBLE
from app.portabilite.ensembles import Ensemble

ADRESSES = Ensemble(
    Adresse,
    "id contrat usage valable_du valable_au numero ext rue ligne2 batiment escalier appartement etage bp code_postal "
    "ville complement_ville pays",
    "t.contrat = «parent»",
)
AFFECTATIONS = Ensemble(Affectation, "id bac contrat part_dix_milliemes du au", "t.contrat = «parent»")
LEVEES = Ensemble(
    Levee,
    "id puce leve_le_local leve_le bac contrat part_dix_milliemes poids_g tournee statut",
    "t.contrat = «parent»",
)
CONTRATS = Ensemble(
    Contrat,
    "id reference abonne forfait souscrit_le termine_le mode_paiement iban cree_le modifie_le",
    "t.abonne = «parent»",
    enfants=(ADRESSES, AFFECTATIONS, LEVEES),
)
LIGNES = Ensemble(
    LigneFacture,
    "id facture rang libelle quantite_milliemes prix_unitaire_dix_milliemes taux_tva_centiemes montant_centimes",
    "t.facture = «parent»",
)
REGLEMENTS = Ensemble(
    Reglement,
    "id reference facture paiement nature source date montant_centimes moyen idop numauto provisoire confirme_le "
    "cree_le",
    "t.facture = «parent»",
)
DOCUMENTS = Ensemble(
    Document,
    "id nom nature taille empreinte depose_le",
    "t.id = (SELECT f.document FROM facture f WHERE f.id = «parent»)",
    cle="fichier",
)
FACTURES = Ensemble(
    Facture,
    "id reference abonne contrat objet date_facture echeance periode_debut periode_fin montant_centimes client_payfip "
    "exercice refdet payable_le publiee_le annulee destinataire_nom destinataire_adresse destinataire_plie lot "
    "document cree_le",
    f"t.abonne = «parent» AND {VISIBLE.replace('f.', 't.')}",
    NUMCLI,
    enfants=(LIGNES, REGLEMENTS, DOCUMENTS),
)
ABONNES = Ensemble(
    Abonne,
    "id code_usager provisoire identifiant_portail categorie civilite nom prenom raison_sociale nom_plie siret "
    "courriel courriel_plie telephone_1 nature_1 telephone_2 nature_2 telephone_3 nature_3 personnes_foyer opposition "
    "retractation cree_le modifie_le",
    "t.id = ANY(«abonnes»)",
    enfants=(CONTRATS, FACTURES),
)

PUCES = Ensemble(
    Puce,
    "id numero bac du au",
    f"t.bac = «parent» AND EXISTS (SELECT FROM affectation x WHERE x.bac = t.bac AND x.contrat IN ({SES_CONTRATS}) "
    "AND t.du < coalesce(x.au, 'infinity') AND x.du < coalesce(t.au, 'infinity'))",
)
BACS = Ensemble(
    Bac,
    "id numero flux volume_l mis_en_service_le retire_le",
    f"t.id IN (SELECT x.bac FROM affectation x WHERE x.contrat IN ({SES_CONTRATS}))",  # noqa: S608 -- as above
    {"flux": "(SELECT f.libelle FROM flux f WHERE f.id = t.flux)"},
    enfants=(PUCES,),
)

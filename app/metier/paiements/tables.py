"""Tables of the attempts to pay and of the money that came."""

from enum import StrEnum

from piccolo.columns import JSONB, BigInt, Boolean, Date, Integer, Serial, Text
from piccolo.table import Table

from app.metier.collectivite import ClientPayfip, PortePaiement
from app.metier.colonnes import instant, lien
from app.metier.comptes.tables import Compte
from app.metier.factures.tables import Facture, NatureReglement, SourceReglement


class EtatPaiement(StrEnum):
    """Where an attempt stands."""

    CREE = "cree"
    ENVOYE = "envoye"
    EN_ATTENTE = "en_attente"
    PAYE_CARTE = "paye_carte"
    PRELEVEMENT_ACCEPTE = "prelevement_accepte"
    REFUSE = "refuse"
    ABANDONNE = "abandonne"
    EXPIRE = "expire"
    INCONNU = "inconnu"
    QUARANTAINE = "quarantaine"
    ECHEC = "echec"


class Paiement(Table, tablename="paiement"):
    """One attempt, stored before PayFiP is called."""

    id: Serial
    idop = Text(null=True, default=None, unique=True)
    etat = Text(choices=EtatPaiement, default=EtatPaiement.CREE)
    porte = Text(choices=PortePaiement, default=PortePaiement.SERVICE)
    client_payfip = lien(ClientPayfip)
    compte = lien(Compte, facultatif=True)
    montant_centimes = BigInt(required=True)
    numcli = Text(required=True)
    exer = Text(required=True)
    refdet = Text(required=True, index=True)
    objet = Text(default="")
    mel = Text(required=True)
    saisie = Text(required=True)
    cree_le = instant()
    envoye_le = instant(facultatif=True)
    attente_vue_le = instant(facultatif=True)
    resultat = Text(default="", help_text="Dernier code de PayFiP, tel quel")
    numauto = Text(default="")
    effectue_le = instant(facultatif=True)
    reponse = JSONB(null=True, default=None, help_text="Dernière réponse, telle quelle")
    motif = Text(default="")
    conclu_le = instant(facultatif=True)
    verifie_le = instant(facultatif=True)
    verifications = Integer(default=0)
    echecs = Integer(default=0, help_text="Appels sans réponse à la suite")
    prochaine_verification_le = instant(facultatif=True)


class PartPaiement(Table, tablename="part_paiement"):
    """What an attempt pays of one bill. `vive` holds the bill: one live part per bill, by a unique index."""

    paiement = lien(Paiement)
    facture = lien(Facture)
    montant_centimes = BigInt(required=True)
    vive = Boolean(default=True)


class Reglement(Table, tablename="reglement"):
    """A line of the ledger: money received, given back or cancelled. Added, never changed but to be confirmed."""

    reference = Text(null=True, default=None, unique=True, help_text="Celle du comptable")
    facture = lien(Facture)
    paiement = lien(Paiement, facultatif=True)
    nature = Text(choices=NatureReglement, default=NatureReglement.ENCAISSEMENT)
    source = Text(choices=SourceReglement, required=True)
    date = Date(required=True)
    montant_centimes = BigInt(required=True, help_text="Signé : un rejet est négatif")
    moyen = Text(default="")
    idop = Text(default="", index=True)
    numauto = Text(default="", index=True)
    provisoire = Boolean(default=False, help_text="Annoncé par PayFiP, pas encore confirmé par le comptable")
    confirme_le = instant(facultatif=True)
    cree_le = instant()

"""Tables of the bills and of the ledger of money received."""

from enum import StrEnum

from piccolo.columns import BigInt, Boolean, Date, Integer, Serial, SmallInt, Text
from piccolo.table import Table

from app.metier.abonnes import Abonne
from app.metier.collectivite import ClientPayfip
from app.metier.colonnes import instant, lien
from app.metier.contrats import Contrat
from app.metier.documents import Document


class Facture(Table, tablename="facture"):
    """A bill. Its state is not kept here: it derives from the ledger and from the attempts to pay it."""

    id: Serial
    reference = Text(unique=True, required=True)
    abonne = lien(Abonne)
    contrat = lien(Contrat, facultatif=True)
    objet = Text(default="")
    date_facture = Date(required=True)
    echeance = Date(null=True, default=None)
    periode_debut = Date(null=True, default=None)
    periode_fin = Date(null=True, default=None)
    montant_centimes = BigInt(required=True, help_text="Négatif pour un avoir")
    client_payfip = lien(ClientPayfip, facultatif=True)
    exercice = SmallInt(null=True, default=None)
    refdet = Text(default="")
    payable_le = Date(null=True, default=None)
    publiee_le = Date(null=True, default=None, help_text="Vide = visible aussitôt")
    annulee = Boolean(default=False)
    destinataire_nom = Text(default="", help_text="Tel qu’imprimé, jamais corrigé ensuite")
    destinataire_adresse = Text(default="", help_text="Lignes séparées par une barre verticale")
    destinataire_plie = Text(default="", help_text="Nom imprimé, plié pour la comparaison")
    lot = Text(default="")
    document = lien(Document, facultatif=True)
    cree_le = instant()


class LigneFacture(Table, tablename="ligne_facture"):
    """A line of a bill: quantity in thousandths, unit price in 1/10 000 euro, rate in hundredths of a percent."""

    facture = lien(Facture)
    rang = SmallInt(required=True)
    libelle = Text(default="")
    quantite_milliemes = BigInt(null=True, default=None)
    prix_unitaire_dix_milliemes = BigInt(null=True, default=None)
    taux_tva_centiemes = Integer(null=True, default=None)
    montant_centimes = BigInt(required=True)


class NatureReglement(StrEnum):
    """What a line of the ledger does."""

    ENCAISSEMENT = "encaissement"
    REJET = "rejet"
    REMBOURSEMENT = "remboursement"
    ANNULATION = "annulation"


class SourceReglement(StrEnum):
    """Who said so."""

    PAYFIP = "payfip"
    COMPTABLE = "comptable"
    AGENT = "agent"

"""One subscription at one address, and its addresses through time."""

from enum import StrEnum

from piccolo.columns import Date, Text
from piccolo.table import Table

from app.metier.abonnes import Abonne
from app.metier.colonnes import instant, lien


class ModePaiement(StrEnum):
    """How the bills of a contrat are paid, as billing says."""

    INCONNU = ""
    TITRE = "titre"
    PRELEVEMENT = "prelevement"
    MENSUALISATION = "mensualisation"


LIBELLES_MODE_PAIEMENT = {
    ModePaiement.INCONNU: "Mode de paiement non renseigné",
    ModePaiement.TITRE: "À réception de la facture",
    ModePaiement.PRELEVEMENT: "Prélèvement à l’échéance",
    ModePaiement.MENSUALISATION: "Prélèvement mensuel",
}


class Contrat(Table, tablename="contrat"):
    """A subscription (abonnement)."""

    reference = Text(unique=True, required=True)
    abonne = lien(Abonne)
    forfait = Text(default="")
    souscrit_le = Date(null=True, default=None)
    termine_le = Date(null=True, default=None)
    mode_paiement = Text(choices=ModePaiement, default=ModePaiement.INCONNU)
    iban = Text(default="", secret=True)
    cree_le = instant()
    modifie_le = instant()


class UsageAdresse(StrEnum):
    """What an address is for."""

    HABITATION = "habitation"
    FACTURATION = "facturation"


class Adresse(Table, tablename="adresse"):
    """One version of one address of a contrat; the version in force has no `valable_au`."""

    contrat = lien(Contrat)
    usage = Text(choices=UsageAdresse, required=True)
    valable_du = Date(required=True)
    valable_au = Date(null=True, default=None)
    numero = Text(default="")
    ext = Text(default="")
    rue = Text(default="")
    ligne2 = Text(default="")
    batiment = Text(default="")
    escalier = Text(default="")
    appartement = Text(default="")
    etage = Text(default="")
    bp = Text(default="")
    code_postal = Text(default="")
    ville = Text(default="")
    complement_ville = Text(default="")
    pays = Text(default="FR")

"""The billed household or organisation."""

from enum import StrEnum

from piccolo.columns import Boolean, SmallInt, Text
from piccolo.table import Table

from app.metier.colonnes import instant


class NatureTelephone(StrEnum):
    """What a number is."""

    FIXE = "Fixe"
    PORTABLE = "Portable"
    TRAVAIL = "Travail"
    TELECOPIE = "Télécopie"


class Abonne(Table, tablename="abonne"):
    """Whom billing knows; one abonné may have several accounts, and an account several abonnés."""

    code_usager = Text(unique=True, required=True, help_text="Référence abonné, telle que la facture la porte")
    provisoire = Boolean(default=False, help_text="Créé par le portail, pas encore connu de la facturation")
    identifiant_portail = Text(unique=True, required=True)
    categorie = Text(default="")
    civilite = Text(default="")
    nom = Text(default="")
    prenom = Text(default="")
    raison_sociale = Text(default="")
    nom_plie = Text(default="", index=True, help_text="Nom ou raison sociale, plié pour la comparaison")
    siret = Text(default="")
    courriel = Text(default="")
    courriel_plie = Text(default="", index=True)
    telephone_1 = Text(default="")
    nature_1 = Text(default="")
    telephone_2 = Text(default="")
    nature_2 = Text(default="")
    telephone_3 = Text(default="")
    nature_3 = Text(default="")
    personnes_foyer = SmallInt(null=True, default=None)
    opposition = Boolean(default=False, help_text="Refuse tout usage au-delà de la gestion des déchets")
    retractation = Boolean(default=False, help_text="Refuse l’effacement et l’anonymisation automatiques")
    cree_le = instant()
    modifie_le = instant()

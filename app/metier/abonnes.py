"""The billed household or organisation."""

from enum import StrEnum

from piccolo.columns import Boolean, Serial, SmallInt, Text
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

    id: Serial
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

    def nom_affiche(self) -> str:
        """How it is called: « M OU Mme DUPONT PIERRICK », or the organisation's name."""
        if self.raison_sociale:
            return self.raison_sociale
        return " ".join(filter(None, (self.civilite, self.nom, self.prenom)))

    def telephones(self) -> list[tuple[str, str]]:
        """Its numbers, each after its kind; the landline and the mobile come first, even where there is none."""
        notes = [
            (self.nature_1, self.telephone_1),
            (self.nature_2, self.telephone_2),
            (self.nature_3, self.telephone_3),
        ]
        connus = [(nature, numero) for nature, numero in notes if numero]
        rangs = [NatureTelephone.FIXE.value, NatureTelephone.PORTABLE.value]
        manquants = [(nature, "") for nature in rangs if nature not in dict(connus)]
        return sorted(connus + manquants, key=lambda c: rangs.index(c[0]) if c[0] in rangs else len(rangs))

    def peut_etre_sollicite(self) -> bool:
        """Whether it may get what waste management does not need (news, surveys…): every such mail asks here first."""
        return not self.opposition

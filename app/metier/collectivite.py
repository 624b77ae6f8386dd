"""The local authority that runs the portal: what it is called, what it allows, through whom it is paid."""

from datetime import datetime
from enum import StrEnum

from piccolo.columns import Boolean, Bytea, Integer, Serial, SmallInt, Text
from piccolo.table import Table

from app.base import ligne, valeur
from app.metier.colonnes import instant, lien


class Portes(StrEnum):
    """Which doors lead to an account."""

    REFERENCES = "references"
    ADRESSE = "adresse"
    LES_DEUX = "les_deux"


class EtatAccessibilite(StrEnum):
    """What the home page must say of accessibility (law of 11 February 2005, article 47)."""

    TOTALE = "totalement conforme"
    PARTIELLE = "partiellement conforme"
    AUCUNE = "non conforme"


class Collectivite(Table, tablename="collectivite"):
    """One row: the authority's own settings, edited by its agents."""

    nom = Text(required=True, help_text="Nom en toutes lettres, en tête de chaque page")
    nom_court = Text(required=True, help_text="Sigle, pour les objets de courriels")
    titre = Text(default="Gestion des déchets")
    sous_titre = Text(default="Mes démarches en ligne")
    courriel_contact = Text(required=True)
    telephone = Text(default="")
    adresse = Text(default="", help_text="Lignes séparées par une barre verticale")
    site = Text(default="")
    siret = Text(default="")
    accent = Text(default="", help_text="Couleur #rrggbb ; contraste de 4,5 exigé")
    portes = Text(choices=Portes, default=Portes.LES_DEUX)
    paiement_en_ligne = Boolean(default=True)
    paiement_groupe = Boolean(default=False, help_text="Plusieurs factures en un paiement (régie seulement)")
    duplicata = Boolean(default=True)
    declaration_reglee = Boolean(default=False, help_text="L’usager peut marquer une facture comme réglée")
    alerte_publication = Boolean(default=False, help_text="Courriel à la mise en ligne des factures")
    delai_nouvel_essai = SmallInt(default=120, help_text="Minutes avant un nouvel essai de paiement sans réponse")
    acceptation_automatique = Boolean(default=False, help_text="Coordonnées acceptées sans agent")
    fuseau = Text(default="Europe/Paris")
    calendriers = Text(default="", help_text="Adresse de la page des calendriers de collecte")
    etat_accessibilite = Text(choices=EtatAccessibilite, default=EtatAccessibilite.AUCUNE)
    directeur_publication = Text(default="")
    hebergeur = Text(default="")
    delegue_protection = Text(default="", help_text="Adresse du délégué à la protection des données")
    modifiee_le = instant()


class Logo(Table, tablename="logo"):
    """The logo as served: re-encoded, 8 KB at most."""

    contenu = Bytea(required=True)
    nature = Text(required=True, help_text="image/png, image/jpeg ou image/svg+xml")
    empreinte = Text(unique=True, required=True)
    depose_le = instant()


class Comptable(Table, tablename="comptable"):
    """The public accountant to whom residents owe the money (service de gestion comptable)."""

    id: Serial
    nom = Text(unique=True, required=True)
    adresse = Text(default="", help_text="Lignes séparées par une barre verticale")
    telephone = Text(default="")
    horaires = Text(default="")


class NatureClient(StrEnum):
    """Family of debt, as the Treasury sees it."""

    ROLE = "role"
    TITRE = "titre"
    REGIE = "regie"


class PortePaiement(StrEnum):
    """How this client number is reached."""

    SERVICE = "service"
    TIPI = "tipi"


class ModePaiementLigne(StrEnum):
    """Stage of the enrolment: test, activation, production."""

    TEST = "T"
    ACTIVATION = "X"
    PRODUCTION = "W"


class ClientPayfip(Table, tablename="client_payfip"):
    """One enrolment at the Treasury: accounting post × product × kind."""

    id: Serial
    numcli = Text(unique=True, required=True, help_text="6 chiffres, zéros en tête compris")
    libelle = Text(required=True)
    comptable = lien(Comptable)
    nature = Text(choices=NatureClient, required=True)
    porte = Text(choices=PortePaiement, default=PortePaiement.SERVICE)
    mode = Text(choices=ModePaiementLigne, default=ModePaiementLigne.TEST)
    gabarit_refdet = Text(
        default="{refdet}",
        help_text="{refdet} ou un assemblage de {exercice}, {reference} ; jamais de clé devinée",
    )
    gabarit_affichage = Text(default="", help_text="Longueurs des groupes séparés par des tirets, par exemple 4-4-14")
    carte = Boolean(default=True)
    prelevement = Boolean(default=True)
    plafond_centimes = Integer(default=9_999_999)
    delai_paiement_jours = Integer(
        null=True, default=None, help_text="Jours pendant lesquels PayFiP prend une dette ; vide = sans limite"
    )
    actif = Boolean(default=True)


async def comptable_de_la_facture(facture: int) -> Comptable | None:
    """Who receives the money of a bill, where billing said through which client it is paid."""
    trouvee = await ligne(
        "SELECT c.comptable FROM facture f JOIN client_payfip c ON c.id = f.client_payfip WHERE f.id = $1", facture
    )
    return await Comptable.objects().get(Comptable.id == trouvee["comptable"]) if trouvee else None


async def modifiee_le() -> datetime:
    """When the settings were last written."""
    instant_lu: datetime = await valeur("SELECT modifiee_le FROM collectivite")
    return instant_lu

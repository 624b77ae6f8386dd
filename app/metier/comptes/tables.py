"""Tables of the login: account, what it opens, its sessions, the links sent to it, its changes of address."""

from enum import StrEnum

from piccolo.columns import UUID, Array, BigInt, Boolean, ForeignKey, Serial, Text
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from app.metier.abonnes import Abonne
from app.metier.colonnes import instant, lien
from app.metier.contrats import Contrat


class Compte(Table, tablename="compte"):
    """A login. It exists from its activation on: before that there is only a link in a mailbox."""

    id: Serial
    courriel = Text(required=True)
    courriel_plie = Text(unique=True, required=True)
    mot_de_passe = Text(required=True, secret=True, help_text="argon2id")
    mot_de_passe_le = instant()
    secret_totp = Text(default="", secret=True, help_text="Chiffré par la clé de la collectivité")
    totp_prouve_le = instant(facultatif=True)
    totp_dernier_pas = BigInt(null=True, default=None)
    cree_le = instant()
    derniere_connexion_le = instant(facultatif=True)
    ferme_le = instant(facultatif=True)
    preavis_effacement_le = instant(facultatif=True)
    efface_le = instant(facultatif=True)


class Rattachement(Table, tablename="rattachement"):
    """This account opens this abonné, from then on and until then."""

    compte = lien(Compte)
    abonne = lien(Abonne)
    depuis_le = instant()
    jusque_le = instant(facultatif=True)
    motif = Text(default="")


class Session(Table, tablename="session"):
    """A signed-in browser; only the SHA-256 of its token is kept."""

    empreinte = Text(unique=True, required=True, secret=True)
    compte = lien(Compte)
    contrat = ForeignKey(
        Contrat,
        on_delete=OnDelete.restrict,
        on_update=OnUpdate.restrict,
        null=True,
        default=None,
        index=False,
    )
    abonne = ForeignKey(
        Abonne,
        on_delete=OnDelete.restrict,
        on_update=OnUpdate.restrict,
        null=True,
        default=None,
        index=False,
        help_text="En vue sans contrat",
    )
    rester_connecte = Boolean(default=False)
    a_prouver = Boolean(default=False, help_text="Le mot de passe était le bon, le second facteur est attendu")
    appareil = Text(default="")
    navigateur = Text(default="", help_text="Tel que la liste des connexions le nomme")
    ouverte_le = instant()
    vue_le = instant()
    expire_le = instant()
    fermee_le = instant(facultatif=True)


class NatureJeton(StrEnum):
    """What a link in a mail does."""

    CREATION = "creation"
    ACTIVATION = "activation"
    MOT_DE_PASSE = "mot_de_passe"
    COURRIEL = "courriel"
    COURRIEL_ANNULATION = "courriel_annulation"
    SECOND_FACTEUR_ANNULATION = "second_facteur_annulation"


class ChangementCourriel(Table, tablename="changement_courriel"):
    """A new login address: asked for, confirmed by its link, in force; or undone from the former address."""

    id: Serial
    compte = lien(Compte)
    ancien = Text(required=True)
    nouveau = Text(required=True)
    demande_le = instant()
    confirme_le = instant(facultatif=True)
    applique_le = instant(facultatif=True)
    annule_le = instant(facultatif=True)


class Jeton(Table, tablename="jeton"):
    """A link sent by mail: good once, until its deadline; the token itself is nowhere (see `comptes.jetons`)."""

    id = UUID(primary_key=True, default=UUID4())
    nature = Text(choices=NatureJeton, required=True)
    empreinte = Text(unique=True, required=True, secret=True)
    compte = lien(Compte, facultatif=True)
    abonne = lien(Abonne, facultatif=True)
    changement = lien(ChangementCourriel, facultatif=True)
    courriel = Text(default="")
    appareil = Text(default="", secret=True, help_text="Condensat de la marque du navigateur qui a demandé le lien")
    mot_de_passe = Text(default="", secret=True, help_text="Condensat choisi à la création, avant l’activation")
    cree_le = instant()
    expire_le = instant()
    consomme_le = instant(facultatif=True)


class Limite(Table, tablename="limite"):
    """Tries of late, per key; exact across processes (see `metier.limites`)."""

    cle = Text(unique=True, required=True, help_text="Condensat du compte, de l’adresse ou du nom")
    essais = Array(base_column=BigInt(), help_text="Instants des essais, en millisecondes depuis 1970")
    perime_le = instant()

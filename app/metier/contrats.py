"""One subscription at one address, and its addresses through time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from piccolo.columns import Date, Serial, Text
from piccolo.table import Table

from app.base import lignes
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

    id: Serial
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

    def ecrite(self) -> "AdresseEcrite":
        """The address in one line, as an envelope orders it."""
        nommes = (
            *((self.batiment, "BÂT."), (self.escalier, "ESC."), (self.appartement, "APP.")),
            *((self.etage, "ÉTG."), (self.bp, "BP")),
        )
        morceaux = [
            *(self.numero, self.ext, self.rue, self.ligne2),
            *(f"{titre} {valeur}" for valeur, titre in nommes if valeur),
            *(self.code_postal, self.ville, self.complement_ville),
        ]
        return AdresseEcrite(pays=self.pays, ligne=" ".join(filter(None, morceaux)))


@dataclass(frozen=True, slots=True)
class Abonnement:
    """A contrat as its holder reads it."""

    id: int
    reference: str
    forfait: str
    souscrit_le: date | None
    termine_le: date | None
    mode_paiement: str
    iban: str
    adresses: dict[str, "AdresseEcrite"]

    @property
    def libelle_mode_paiement(self) -> str:
        """How its bills are paid, in words."""
        return LIBELLES_MODE_PAIEMENT[ModePaiement(self.mode_paiement)]

    @property
    def iban_masque(self) -> str:
        """The IBAN but for all except its last four characters; empty where there is none."""
        compact = "".join(self.iban.split())
        return f"•••• {compact[-4:]}" if compact else ""


@dataclass(frozen=True, slots=True)
class AdresseEcrite:
    """An address as it is read."""

    pays: str
    ligne: str


async def ses_abonnements(abonne: int, *, en_vue: int | None, rang: int, limite: int) -> list[Abonnement]:
    """The contrats of an abonné, the one in view first; `rang` of them are skipped (pages)."""
    trouves = await lignes(
        """
        SELECT id, reference, forfait, souscrit_le, termine_le, mode_paiement, iban FROM contrat WHERE abonne = $1
        ORDER BY id IS NOT DISTINCT FROM $2::int DESC, termine_le IS NOT NULL, reference LIMIT $3 OFFSET $4
        """,
        abonne, en_vue, limite, rang,
    )  # fmt: skip
    adresses = await _adresses([trouve["id"] for trouve in trouves])
    return [Abonnement(**trouve, adresses=adresses.get(trouve["id"], {})) for trouve in trouves]


async def _adresses(contrats: list[int]) -> dict[int, dict[str, AdresseEcrite]]:
    par_contrat: dict[int, dict[str, AdresseEcrite]] = {}
    for trouvee in await Adresse.objects().where(Adresse.contrat.is_in(contrats or [0]), Adresse.valable_au.is_null()):
        par_contrat.setdefault(trouvee.contrat, {})[trouvee.usage] = trouvee.ecrite()
    return par_contrat

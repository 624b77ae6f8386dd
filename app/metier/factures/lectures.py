"""Money received and attempts, in the resident's words."""

import asyncpg

from app.metier.factures.etats import PaiementVue, ReglementVue, TentativeVue
from app.metier.factures.regles import FaitsFacture
from app.metier.factures.tables import NatureReglement
from app.metier.paiements.moyens import libelle_moyen
from app.metier.paiements.passages import LIBELLES
from app.metier.paiements.tables import EtatPaiement

LIBELLES_NATURE = {
    NatureReglement.REJET: "Rejet de paiement",
    NatureReglement.REMBOURSEMENT: "Remboursement",
    NatureReglement.ANNULATION: "Annulation",
}


def libelle_reglement(nature: str, moyen: str) -> str:
    """What came or went, and how."""
    return LIBELLES_NATURE.get(NatureReglement(nature)) or libelle_moyen(moyen)


def lire_reglement(lue: asyncpg.Record, faits: FaitsFacture) -> ReglementVue:
    """A line of the ledger under its bill."""
    return ReglementVue(
        id=lue["id"],
        facture_reference=faits.reference,
        date=lue["date"],
        libelle=libelle_reglement(lue["nature"], lue["moyen"]),
        montant_centimes=lue["montant_centimes"],
        est_provisoire=lue["provisoire"],
        paiement_id=lue["paiement"],
    )


def lire_tentative(lue: asyncpg.Record) -> TentativeVue:
    """An attempt under its bill."""
    return TentativeVue(
        id=lue["id"],
        cree_le=lue["cree_le"],
        montant_centimes=lue["montant_centimes"],
        libelle=LIBELLES[EtatPaiement(lue["etat"])],
    )


def lire_paiement(lue: asyncpg.Record) -> PaiementVue:
    """An entry of « Mes règlements »."""
    return PaiementVue(
        id=lue["id"],
        date=lue["date"],
        moyen=libelle_reglement(lue["nature"], lue["moyen"]),
        montant_centimes=lue["montant_centimes"],
        factures=tuple(lue["factures"]),
        paiement_id=lue["paiement"],
        est_provisoire=lue["provisoire"],
    )

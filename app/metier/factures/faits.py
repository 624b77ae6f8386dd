"""From rows to facts, and from facts to what a page shows."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import asyncpg

from app.metier.collectivite import NatureClient, PortePaiement
from app.metier.contrats import ModePaiement
from app.metier.factures.etats import LigneDeListe
from app.metier.factures.obstacles import pourquoi
from app.metier.factures.regles import FaitsClient, FaitsFacture, a_payer_centimes, action, etat, libelle
from app.metier.paiements.delais import delai_de_reprise
from app.metier.paiements.situations import Tentative
from app.metier.paiements.tables import EtatPaiement

_DIRECTS = (
    *("id", "reference", "objet", "date_facture", "echeance", "montant_centimes", "annulee", "exercice", "refdet"),
    *("payable_le", "recu_centimes", "debit_provisoire"),
)
_DU_CLIENT = (
    *("id", "numcli", "mode", "gabarit_refdet", "gabarit_affichage", "plafond_centimes", "actif"),
    "delai_paiement_jours",
)


def lire_faits(lue: asyncpg.Record, instant: datetime) -> FaitsFacture:
    """The facts of one bill."""
    return FaitsFacture(
        **{nom: lue[nom] for nom in _DIRECTS},
        mode_paiement=ModePaiement(lue["mode_paiement"]),
        tentative=_tentative(lue),
        client=_client(lue),
        paiement_en_ligne=lue["s_paiement_en_ligne"],
        delai=delai_de_reprise(lue["s_delai_nouvel_essai"]),
        fuseau=ZoneInfo(lue["s_fuseau"]),
        maintenant=instant,
    )


def _tentative(lue: asyncpg.Record) -> Tentative | None:
    if lue["p_etat"] is None:
        return None
    return Tentative(
        etat=EtatPaiement(lue["p_etat"]),
        **{nom: lue[f"p_{nom}"] for nom in ("cree_le", "idop", "resultat", "effectue_le", "attente_vue_le")},
    )


def _client(lue: asyncpg.Record) -> FaitsClient | None:
    if lue["k_id"] is None:
        return None
    return FaitsClient(
        nature=NatureClient(lue["k_nature"]),
        porte=PortePaiement(lue["k_porte"]),
        **{nom: lue[f"k_{nom}"] for nom in _DU_CLIENT},
    )


def lire_ligne_de_liste(lue: asyncpg.Record, instant: datetime) -> LigneDeListe:
    """One row of the list."""
    return LigneDeListe(**champs_de_liste(lire_faits(lue, instant), lue))


def champs_de_liste(faits: FaitsFacture, lue: asyncpg.Record) -> dict[str, Any]:
    """What the list and the bill's page have in common."""
    phrase = pourquoi(faits)
    return {
        **{nom: getattr(faits, nom) for nom in ("id", "reference", "objet", "date_facture", "echeance")},
        "montant_centimes": faits.montant_centimes,
        "recu_centimes": faits.recu_centimes,
        "etat": etat(faits),
        "libelle_etat": libelle(faits),
        "action": action(faits, phrase),
        "a_payer_centimes": 0 if phrase else a_payer_centimes(faits),
        "pourquoi": phrase,
        "document_id": lue["document"],
        "duplicata": lue["s_duplicata"],
    }

"""The state of a bill and why it cannot be paid."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.metier.collectivite import NatureClient, PortePaiement
from app.metier.contrats import ModePaiement
from app.metier.factures.etats import LIBELLES_ETAT, REGLEES, SOLDEES, ActionFacture, EtatFacture
from app.metier.factures.obstacles import pourquoi
from app.metier.factures.regles import FaitsClient, FaitsFacture, a_payer_centimes, action, etat, libelle
from app.metier.paiements.situations import Tentative
from app.metier.paiements.tables import EtatPaiement

MIDI = datetime(2023, 7, 10, 10, 0, tzinfo=UTC)
CLIENT = FaitsClient(
    id=1, numcli="090909", nature=NatureClient.ROLE, porte=PortePaiement.SERVICE, mode="T",
    gabarit_refdet="{refdet}", gabarit_affichage="4-4-14", plafond_centimes=9_999_999, actif=True,
    delai_paiement_jours=None,
)  # fmt: skip
FACTURE = FaitsFacture(
    id=1, reference="2300240069928", objet="REDEVANCE", date_facture=date(2023, 7, 2), echeance=date(2023, 8, 31),
    montant_centimes=8794, annulee=False, exercice=2023, refdet="2023002223002200000000", payable_le=None,
    mode_paiement=ModePaiement.INCONNU, recu_centimes=0, debit_provisoire=False, tentative=None, client=CLIENT,
    paiement_en_ligne=True, delai=timedelta(hours=2), fuseau=ZoneInfo("Europe/Paris"), maintenant=MIDI,
)  # fmt: skip
EN_COURS = Tentative(etat=EtatPaiement.EN_ATTENTE, cree_le=MIDI - timedelta(minutes=30), idop="x", resultat="P5")
A_REPRENDRE = replace(EN_COURS, cree_le=MIDI - timedelta(minutes=5))
UNE_HEURE_APRES = MIDI + timedelta(hours=1)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("changements", "attendu", "mots"),
    [
        ({}, EtatFacture.A_REGLER, "À régler"),
        ({"payable_le": date(2023, 7, 11)}, EtatFacture.PAYABLE_PLUS_TARD, "Payable en ligne à partir du 11/07/2023"),
        ({"payable_le": date(2023, 7, 10)}, EtatFacture.A_REGLER, "À régler"),
        ({"tentative": EN_COURS}, EtatFacture.EN_COURS, "Paiement en cours"),
        ({"tentative": A_REPRENDRE}, EtatFacture.EN_COURS, "Paiement en cours"),
        ({"recu_centimes": 5000}, EtatFacture.REGLEE_EN_PARTIE, f"Réglée en partie (reste 37,94{NBSP}€)"),
        ({"mode_paiement": ModePaiement.PRELEVEMENT}, EtatFacture.PRELEVEE, "Prélevée le 31/08/2023"),
        ({"mode_paiement": ModePaiement.MENSUALISATION}, EtatFacture.PRELEVEE, "Prélevée le 31/08/2023"),
        (
            {"mode_paiement": ModePaiement.PRELEVEMENT, "echeance": None}, EtatFacture.PRELEVEE,
            "Prélevée automatiquement",
        ),
        ({"recu_centimes": 8794}, EtatFacture.REGLEE, "Réglée"),
        (
            {"recu_centimes": 8794, "debit_provisoire": True}, EtatFacture.PRELEVEMENT_ENREGISTRE,
            "Prélèvement enregistré",
        ),
        ({"recu_centimes": 8795}, EtatFacture.TROP_PERCU, "Réglée, trop-perçu"),
        ({"recu_centimes": 8794, "tentative": EN_COURS}, EtatFacture.REGLEE, "Réglée"),
        ({"annulee": True}, EtatFacture.ANNULEE, "Annulée"),
        ({"annulee": True, "recu_centimes": 8794}, EtatFacture.ANNULEE, "Annulée"),
        ({"montant_centimes": -1200}, EtatFacture.AVOIR, "Avoir"),
        ({"montant_centimes": 0}, EtatFacture.REGLEE, "Réglée"),
        ({"recu_centimes": -10}, EtatFacture.A_REGLER, "À régler"),
    ],
)  # fmt: skip
def test_l_etat_en_mots(changements: dict[str, object], attendu: EtatFacture, mots: str) -> None:
    faits = replace(FACTURE, **changements)  # type: ignore[arg-type]
    assert (etat(faits), libelle(faits)) == (attendu, mots)


def test_chaque_etat_a_son_cote_et_ses_mots() -> None:
    assert set(LIBELLES_ETAT) == set(EtatFacture)
    assert SOLDEES < REGLEES
    assert {EtatFacture.ANNULEE, EtatFacture.AVOIR} == REGLEES - SOLDEES


@pytest.mark.parametrize(
    ("changements", "phrase"),
    [
        ({"annulee": True}, "annulée"),
        ({"montant_centimes": -1200}, "avoir"),
        ({"recu_centimes": 8794}, "déjà réglée"),
        ({"recu_centimes": 8794, "debit_provisoire": True}, "déjà enregistré"),
        ({"recu_centimes": 9000}, "déjà réglée"),
        ({"tentative": EN_COURS}, f"nouvel essai possible à 13{NBSP}h{NBSP}30"),
        (
            {"tentative": replace(EN_COURS, cree_le=MIDI), "delai": timedelta(days=1), "maintenant": UNE_HEURE_APRES},
            f"nouvel essai possible le 11/07/2023 à 12{NBSP}h{NBSP}00",
        ),
        ({"tentative": replace(EN_COURS, etat=EtatPaiement.INCONNU)}, "Ne payez pas une seconde fois"),
        ({"tentative": replace(EN_COURS, etat=EtatPaiement.QUARANTAINE)}, "examine"),
        ({"tentative": Tentative(etat=EtatPaiement.CREE, cree_le=MIDI)}, "en train de s’ouvrir"),
        ({"mode_paiement": ModePaiement.PRELEVEMENT}, "prélevée automatiquement"),
        ({"paiement_en_ligne": False}, "fermé"),
        ({"client": None}, "ne se paie pas en ligne"),
        ({"client": replace(CLIENT, actif=False)}, "ne se paie pas en ligne"),
        ({"client": replace(CLIENT, porte=PortePaiement.TIPI)}, "ne se paie pas en ligne"),
        ({"payable_le": date(2023, 8, 1)}, "pas encore pris en charge cette facture, elle sera payable le 01/08/2023"),
        ({"client": replace(CLIENT, delai_paiement_jours=7)}, "passé depuis le 09/07/2023"),
        ({"montant_centimes": 99}, f"commence à 1,00{NBSP}€"),
        ({"recu_centimes": 8700}, f"commence à 1,00{NBSP}€"),
        ({"client": replace(CLIENT, plafond_centimes=5000)}, f"s’arrête à 50,00{NBSP}€"),
        ({"recu_centimes": 5000, "client": replace(CLIENT, nature=NatureClient.TITRE)}, "qu’en entier"),
        ({"refdet": ""}, "pas encore connue"),
    ],
)  # fmt: skip
def test_pourquoi_elle_ne_se_paie_pas(changements: dict[str, object], phrase: str) -> None:
    faits = replace(FACTURE, **changements)  # type: ignore[arg-type]
    assert phrase in pourquoi(faits)
    assert action(faits, pourquoi(faits)) is ActionFacture.AUCUNE


@pytest.mark.parametrize(
    ("changements", "a_payer", "geste"),
    [
        ({}, 8794, ActionFacture.REGLER),
        ({"recu_centimes": 5000}, 3794, ActionFacture.REGLER),
        ({"tentative": A_REPRENDRE}, 8794, ActionFacture.REPRENDRE),
        ({"tentative": replace(EN_COURS, cree_le=MIDI - timedelta(hours=2))}, 8794, ActionFacture.REGLER),
        ({"client": replace(CLIENT, delai_paiement_jours=8)}, 8794, ActionFacture.REGLER),
        ({"recu_centimes": -10}, 8794, ActionFacture.REGLER),
    ],
)
def test_ce_qui_se_paie(changements: dict[str, object], a_payer: int, geste: ActionFacture) -> None:
    faits = replace(FACTURE, **changements)  # type: ignore[arg-type]
    assert pourquoi(faits) == ""
    assert a_payer_centimes(faits) == a_payer
    assert action(faits, "") is geste

"""Why a bill cannot be paid on line, as a sentence that its resident reads."""

from collections.abc import Callable

from app.metier.collectivite import NatureClient, PortePaiement
from app.metier.factures.etats import EtatFacture
from app.metier.factures.mots import INSECABLE, jour, moment, somme
from app.metier.factures.regles import (
    MINIMUM_PAYFIP,
    PRELEVES,
    FaitsFacture,
    a_payer_centimes,
    dernier_jour,
    etat,
)
from app.metier.paiements.situations import Issue

SANS_OBJET = {
    EtatFacture.ANNULEE: "Cette facture est annulée, il n’y a rien à payer.",
    EtatFacture.AVOIR: "Cet avoir est en votre faveur, il n’y a rien à payer.",
    EtatFacture.REGLEE: "Cette facture est déjà réglée.",
    EtatFacture.PRELEVEMENT_ENREGISTRE: "Un prélèvement est déjà enregistré pour cette facture.",
    EtatFacture.TROP_PERCU: "Cette facture est déjà réglée, et au-delà de son montant.",
}


def pourquoi(faits: FaitsFacture) -> str:
    """The first obstacle, or "" when the bill can be paid (anew, for the first time, or by going back to PayFiP)."""
    return SANS_OBJET.get(etat(faits), "") or next((phrase for regle in _REGLES if (phrase := regle(faits))), "")


def _paiement_en_cours(faits: FaitsFacture) -> str:
    ici = faits.situation
    match ici.issue:
        case Issue.DOUTE:
            return (
                "Nous ne savons pas encore si votre dernier paiement a abouti, le service le vérifie auprès du "
                "comptable. Ne payez pas une seconde fois."
            )
        case Issue.EXAMEN:
            return "Le service examine la réponse de PayFiP à votre dernier paiement. Ne payez pas une seconde fois."
        case Issue.OUVERTURE:
            return "Un paiement est en train de s’ouvrir, actualisez la page dans un instant."
        case Issue.PATIENTER if ici.jusque_le is not None:
            quand = moment(ici.jusque_le, faits.maintenant, faits.fuseau)
            return f"Paiement en cours de vérification, nouvel essai possible {quand}."
    return ""


def _prelevement_automatique(faits: FaitsFacture) -> str:
    if faits.mode_paiement not in PRELEVES:
        return ""
    return "Cette facture est prélevée automatiquement sur votre compte bancaire, vous n’avez rien à faire."


def _service_ferme(faits: FaitsFacture) -> str:
    if not faits.paiement_en_ligne:
        return "Le paiement en ligne est fermé pour le moment. Suivez les indications portées sur la facture."
    if faits.client is None or not faits.client.actif or faits.client.porte is not PortePaiement.SERVICE:
        return "Cette facture ne se paie pas en ligne. Suivez les indications portées sur la facture."
    return ""


def _pas_encore(faits: FaitsFacture) -> str:
    if faits.payable_le is None or faits.payable_le <= faits.aujourdhui:
        return ""
    return f"Le comptable n’a pas encore pris en charge cette facture, elle sera payable le {jour(faits.payable_le)}."


def _trop_tard(faits: FaitsFacture) -> str:
    dernier = dernier_jour(faits)
    if dernier is None or faits.aujourdhui <= dernier:
        return ""
    return f"Le délai du paiement en ligne est passé depuis le {jour(dernier)}. Adressez-vous au comptable."


def _montant(faits: FaitsFacture) -> str:
    a_payer = a_payer_centimes(faits)
    if a_payer < MINIMUM_PAYFIP:
        return f"Le paiement en ligne commence à {somme(MINIMUM_PAYFIP)}."
    if faits.client is not None and a_payer > faits.client.plafond_centimes:
        return f"Le paiement en ligne s’arrête à {somme(faits.client.plafond_centimes)}. Adressez-vous au comptable."
    if faits.recu_centimes > 0 and faits.client is not None and faits.client.nature is NatureClient.TITRE:
        return (
            f"Une partie de cette facture est déjà réglée, et PayFiP ne la prend qu’en entier{INSECABLE}: "
            "adressez-vous au comptable pour le reste."
        )
    return ""


def _reference(faits: FaitsFacture) -> str:
    if faits.refdet_a_envoyer:
        return ""
    return "La référence de paiement de cette facture n’est pas encore connue. Suivez les indications portées dessus."


_REGLES: tuple[Callable[[FaitsFacture], str], ...] = (
    _paiement_en_cours,
    _prelevement_automatique,
    _service_ferme,
    _pas_encore,
    _trop_tard,
    _montant,
    _reference,
)

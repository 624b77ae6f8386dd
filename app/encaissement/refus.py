"""Why no payment could be opened, in sentences that the resident reads."""

from app.metier.erreurs import RegleRefusee
from app.metier.factures.mots import somme
from app.metier.factures.regles import MINIMUM_PAYFIP


class PayfipInjoignable(RegleRefusee):
    """The Treasury does not answer: try again later."""

    def __init__(self) -> None:
        super().__init__(
            "PayFiP, le service de paiement des finances publiques, ne répond pas. Rien n’a été débité, vous pouvez "
            "réessayer dans quelques minutes."
        )


class FactureIntrouvable(LookupError):
    """One of these bills is not there for this resident."""


PAR_CODE = {
    "A1": "PayFiP n’accepte pas l’adresse électronique de votre compte. Écrivez-nous pour la faire corriger.",
    "A2": "PayFiP n’accepte pas l’adresse électronique de votre compte. Écrivez-nous pour la faire corriger.",
    "M3": f"Le paiement en ligne commence à {somme(MINIMUM_PAYFIP)}.",
    "M5": "Le montant de cette facture dépasse ce que PayFiP accepte.",
    "R3": "PayFiP n’accepte pas la référence de cette facture. Le service en est averti.",
}
AUTRE = "PayFiP a refusé d’ouvrir ce paiement (code {code}). Réessayez plus tard. Si cela continue, écrivez-nous."

PAR_CHAMP = {
    "mel": PAR_CODE["A2"],
    "refdet": PAR_CODE["R3"],
    "montant": PAR_CODE["M5"],
}
CONFIGURATION = "Le paiement en ligne n’est pas disponible pour cette facture. Le service en est averti."


def phrase_du_code(code: str) -> str:
    """The sentence for a refusal of PayFiP."""
    return PAR_CODE.get(code) or AUTRE.format(code=code[:8] if code.isalnum() else "inconnu")

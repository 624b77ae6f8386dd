"""An attempt as its owner sees it on the way back from PayFiP."""

from dataclasses import dataclass

from app.base import ligne
from app.metier.factures.mots import somme
from app.metier.paiements.tables import EtatPaiement

ATTENTES = frozenset({EtatPaiement.CREE, EtatPaiement.ENVOYE, EtatPaiement.EN_ATTENTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiviPaiement:
    """One attempt: what became of it, in words."""

    etat: EtatPaiement
    resultat: str
    montant_centimes: int
    factures: tuple[str, ...]

    @property
    def est_en_cours(self) -> bool:
        """Whether an answer may still come at any moment."""
        return self.etat in ATTENTES and self.resultat != "A"

    @property
    def titre(self) -> str:
        """The page's heading."""
        return self._mots[0]

    @property
    def phrase(self) -> str:
        """What it means for the resident."""
        return self._mots[1].format(somme=somme(self.montant_centimes))

    @property
    def _mots(self) -> tuple[str, str]:
        if self.etat in ATTENTES and not self.est_en_cours:
            return MOTS[EtatPaiement.ABANDONNE]
        return MOTS.get(self.etat, EN_COURS)


EN_COURS = (
    "Paiement en cours de vérification",
    "Nous demandons à PayFiP ce qu’il en est de votre paiement de {somme}. Ne payez pas une seconde fois.",
)
EXAMEN = (
    "Paiement en cours d’examen",
    "Le service examine la réponse de PayFiP à votre paiement de {somme}. Ne payez pas une seconde fois.",
)
MOTS = {
    EtatPaiement.PAYE_CARTE: (
        "Paiement enregistré",
        "Votre paiement de {somme} par carte bancaire est enregistré. Le reçu vous est envoyé par courriel.",
    ),
    EtatPaiement.PRELEVEMENT_ACCEPTE: (
        "Prélèvement enregistré",
        "Votre ordre de prélèvement de {somme} est enregistré. La confirmation vous est envoyée par courriel.",
    ),
    EtatPaiement.REFUSE: (
        "Paiement refusé",
        "Votre paiement de {somme} a été refusé et rien n’a été débité. Vous pouvez réessayer.",
    ),
    EtatPaiement.ABANDONNE: (
        "Paiement abandonné",
        "Vous avez annulé le paiement de {somme} et rien n’a été débité. Vous pourrez réessayer dans deux minutes.",
    ),
    EtatPaiement.EXPIRE: (
        "Paiement sans suite",
        "PayFiP n’a enregistré aucun paiement de {somme} dans le délai. Vous pouvez réessayer.",
    ),
    EtatPaiement.INCONNU: EXAMEN,
    EtatPaiement.QUARANTAINE: EXAMEN,
}


async def son_paiement(idop: str, *, compte: int, abonne: int | None) -> SuiviPaiement | None:
    """The attempt if this account opened it or it pays this abonné's bills; with this abonné's bills alone."""
    lue = await ligne(
        "SELECT p.etat, p.resultat, p.montant_centimes, "
        "array_agg(f.reference ORDER BY f.date_facture, f.id) FILTER (WHERE f.abonne = $3) AS factures "
        "FROM paiement p JOIN part_paiement v ON v.paiement = p.id JOIN facture f ON f.id = v.facture "
        "WHERE p.idop = $1 GROUP BY p.id HAVING p.compte = $2 OR bool_or(f.abonne = $3)",
        idop, compte, abonne,
    )  # fmt: skip
    if lue is None:
        return None
    return SuiviPaiement(
        etat=EtatPaiement(lue["etat"]),
        resultat=lue["resultat"],
        montant_centimes=lue["montant_centimes"],
        factures=tuple(lue["factures"] or ()),
    )

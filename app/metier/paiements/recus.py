"""What a receipt certifies: money that PayFiP announced, seen by the abonné whose bills it paid."""

from dataclasses import dataclass
from datetime import date, datetime

from app.base import lignes
from app.metier.paiements.tables import EtatPaiement

ABOUTIS = (EtatPaiement.PAYE_CARTE.value, EtatPaiement.PRELEVEMENT_ACCEPTE.value)


@dataclass(frozen=True, slots=True)
class FactureDuRecu:
    """One bill and what the payment brought to it."""

    reference: str
    objet: str
    date_facture: date
    montant_centimes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecuVu:
    """A payment that came to its end."""

    etat: EtatPaiement
    idop: str
    numauto: str
    paye_le: datetime
    est_confirme: bool
    comptable: int
    factures: tuple[FactureDuRecu, ...]

    @property
    def montant_centimes(self) -> int:
        """What it brought to the bills shown."""
        return sum(facture.montant_centimes for facture in self.factures)


async def son_recu(abonne: int, paiement: int) -> RecuVu | None:
    """The receipt of a payment, with this abonné's bills alone; None when it is another's or came to nothing."""
    trouvees = await lignes(
        """
        SELECT p.etat, coalesce(p.idop, '') AS idop, p.numauto,
               coalesce(p.effectue_le, p.conclu_le, p.cree_le) AS paye_le, c.comptable,
               r.provisoire, f.reference, f.objet, f.date_facture, r.montant_centimes
        FROM reglement r JOIN paiement p ON p.id = r.paiement JOIN client_payfip c ON c.id = p.client_payfip
        JOIN facture f ON f.id = r.facture
        WHERE p.id = $1 AND f.abonne = $2 AND r.nature = 'encaissement' AND p.etat = ANY($3)
        ORDER BY f.date_facture, f.id
        """,
        paiement, abonne, list(ABOUTIS),
    )  # fmt: skip
    if not trouvees:
        return None
    premiere = trouvees[0]
    return RecuVu(
        etat=EtatPaiement(premiere["etat"]),
        idop=premiere["idop"],
        numauto=premiere["numauto"],
        paye_le=premiere["paye_le"],
        est_confirme=not any(t["provisoire"] for t in trouvees),
        comptable=premiere["comptable"],
        factures=tuple(
            FactureDuRecu(t["reference"], t["objet"], t["date_facture"], t["montant_centimes"]) for t in trouvees
        ),
    )


async def paiements_avec_recu(paiements: list[int]) -> set[int]:
    """Which of these payments have a receipt."""
    if not paiements:
        return set()
    requete = "SELECT id FROM paiement WHERE id = ANY($1) AND etat = ANY($2)"
    return {trouvee["id"] for trouvee in await lignes(requete, paiements, list(ABOUTIS))}

"""A new attempt: stored with its bills before anyone outside is called."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.base import executer, ligne, lignes, valeur
from app.metier.calendrier import maintenant
from app.metier.factures import requetes
from app.metier.factures.faits import lire_faits
from app.metier.factures.regles import FaitsClient, FaitsFacture, a_payer_centimes
from app.metier.paiements.delais import APPEL, delai_de_reprise, prochaine_verification
from app.metier.paiements.passer import EtatChange, passer
from app.metier.paiements.tables import EtatPaiement
from app.metier.suivi import Acteur, journaliser


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouveau:
    """An attempt as it is about to be sent."""

    id: int
    montant_centimes: int
    numcli: str
    exer: str
    refdet: str
    objet: str = field(repr=False)
    mel: str = field(repr=False)
    saisie: str


async def factures_a_payer(abonne: int, references: Sequence[str]) -> list[FaitsFacture]:
    """The facts of these bills of this abonné, in the order of the database; others are absent."""
    instant = maintenant()
    return [lire_faits(lue, instant) for lue in await lignes(requetes.A_PAYER, abonne, instant, list(references))]


async def retenir(abonne: int, references: Sequence[str]) -> list[FaitsFacture]:
    """The same, the bills being locked until the transaction ends: two openings follow one another."""
    await executer(
        "SELECT id FROM facture WHERE abonne = $1 AND reference = ANY($2::text[]) ORDER BY id FOR NO KEY UPDATE",
        abonne, list(references),
    )  # fmt: skip
    return await factures_a_payer(abonne, references)


async def inscrire_tentative(
    factures: Sequence[FaitsFacture], client: FaitsClient, *, compte: int | None, mel: str
) -> Nouveau:
    """Write the attempt and its live parts, in the caller's transaction that holds the bills."""
    instant = maintenant()
    numero = await valeur("SELECT nextval(pg_get_serial_sequence('paiement', 'id'))")
    nouveau = Nouveau(
        id=numero,
        montant_centimes=sum(a_payer_centimes(facture) for facture in factures),
        numcli=client.numcli,
        exer=f"{factures[0].exercice:04d}",
        refdet=_refdet(factures, numero),
        objet=_objet(factures),
        mel=mel,
        saisie=client.mode,
    )
    await executer(
        "INSERT INTO paiement (id, etat, porte, client_payfip, compte, montant_centimes, numcli, exer, refdet, objet, "
        "mel, saisie, cree_le, resultat, numauto, motif, verifications, echecs, prochaine_verification_le) "
        "VALUES ($1, 'cree', 'service', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '', '', 0, 0, $12)",
        numero, client.id, compte, nouveau.montant_centimes, nouveau.numcli, nouveau.exer, nouveau.refdet,
        nouveau.objet, mel, nouveau.saisie, instant, instant + APPEL,
    )  # fmt: skip
    for facture in factures:
        await executer(
            "INSERT INTO part_paiement (paiement, facture, montant_centimes, vive) VALUES ($1, $2, $3, true)",
            numero, facture.id, a_payer_centimes(facture),
        )  # fmt: skip
    await journaliser(
        "paiement_cree", f"paiement:{numero}", "Paiement en ligne demandé.",
        acteur=Acteur.USAGER, auteur=compte or "", factures=[facture.id for facture in factures],
        montant_centimes=nouveau.montant_centimes,
    )  # fmt: skip
    return nouveau


def _refdet(factures: Sequence[FaitsFacture], numero: int) -> str:
    """The debt's own reference; several bills of a régie make a reference of their own, new at each attempt."""
    if len(factures) == 1:
        return factures[0].refdet_a_envoyer
    return f"{factures[0].exercice:04d}G{numero:013d}"


def _objet(factures: Sequence[FaitsFacture]) -> str:
    if len(factures) == 1:
        return f"{factures[0].objet} {factures[0].reference}".strip()
    return f"{len(factures)} factures {' '.join(facture.reference for facture in factures)}"


async def noter_idop(paiement: int, idop: str) -> bool:
    """PayFiP opened it. False when the opening had been given up meanwhile: followed, but nobody is sent there."""
    instant = maintenant()
    lue = await ligne(
        "UPDATE paiement SET idop = $2, envoye_le = $3 WHERE id = $1 AND idop IS NULL RETURNING cree_le, etat",
        paiement, idop, instant,
    )  # fmt: skip
    if lue is None:
        return False
    etat = EtatPaiement(lue["etat"])
    est_a_temps = etat is EtatPaiement.CREE
    if est_a_temps:
        await passer(paiement, etat, EtatPaiement.ENVOYE, acteur=Acteur.PORTAIL)
        etat = EtatPaiement.ENVOYE
    delai = delai_de_reprise(await valeur("SELECT delai_nouvel_essai FROM collectivite"))
    await executer(
        "UPDATE paiement SET prochaine_verification_le = $2 WHERE id = $1",
        paiement, prochaine_verification(etat, lue["cree_le"], instant, delai),
    )  # fmt: skip
    return est_a_temps


async def clore_ouverture(paiement: int, vers: EtatPaiement, motif: str) -> bool:
    """The opening failed (ECHEC) or nobody knows (EXPIRE): the bills are free. False when it had ended already."""
    try:
        await passer(paiement, EtatPaiement.CREE, vers, motif=motif, acteur=Acteur.PORTAIL)
    except EtatChange:
        return False
    await executer("UPDATE paiement SET prochaine_verification_le = NULL WHERE id = $1", paiement)
    return True

"""What an answer of PayFiP does: the attempt's state, the ledger, the journal and the receipt, in one transaction."""

import json
from datetime import timedelta

import asyncpg

from app.base import executer, ligne, lignes, transaction
from app.metier import courriels
from app.metier.calendrier import heure_de_paris, maintenant
from app.metier.paiements.delais import ABANDON, delai_de_reprise, prochaine_verification
from app.metier.paiements.moyens import LIBELLES_MOYEN, Moyen
from app.metier.paiements.passages import PAYES, peut_passer
from app.metier.paiements.passer import passer
from app.metier.paiements.reponses import Code, Demande, Reponse, Verdict, instant_de_l_abandon, juger
from app.metier.paiements.tables import EtatPaiement
from app.metier.suivi import Acteur, journaliser

_REPRIS = ("cree_le", "refdet", "numcli", "exer", "saisie", "attente_vue_le", "effectue_le")
MOYENS = {EtatPaiement.PAYE_CARTE: Moyen.CARTE, EtatPaiement.PRELEVEMENT_ACCEPTE: Moyen.PRELEVEMENT}


async def appliquer(paiement: int, reponse: Reponse) -> EtatPaiement:
    """Take an answer into account; a second time it changes nothing. Returns the state that results."""
    async with transaction():
        lue = await ligne(
            "SELECT p.*, s.delai_nouvel_essai FROM paiement p CROSS JOIN collectivite s WHERE p.id = $1 "
            "FOR NO KEY UPDATE OF p",
            paiement,
        )
        if lue is None:
            raise LookupError(paiement)
        etat = EtatPaiement(lue["etat"])
        if etat in PAYES:
            return etat
        delai = delai_de_reprise(lue["delai_nouvel_essai"])
        verdict = juger(_demande(lue), reponse, maintenant(), delai)
        change = peut_passer(etat, verdict.etat)
        await _noter(lue, reponse, verdict.etat if change else etat, delai)
        if change:
            await _passer(lue, etat, verdict, reponse)
        return verdict.etat if change else etat


def _demande(lue: asyncpg.Record) -> Demande:
    return Demande(
        etat=EtatPaiement(lue["etat"]),
        montant=lue["montant_centimes"],
        **{nom: lue[nom] for nom in _REPRIS},
    )


async def _noter(lue: asyncpg.Record, reponse: Reponse, etat: EtatPaiement, delai: timedelta) -> None:
    """Keep the answer as it came, and say when to ask again."""
    instant = maintenant()
    effectue_le = reponse.effectue_le or lue["effectue_le"]
    prochaine = prochaine_verification(etat, lue["cree_le"], instant, delai, reponse.code)
    if reponse.code == Code.ABANDON:
        effectue_le = instant_de_l_abandon(lue["effectue_le"], reponse, instant)
        if etat is EtatPaiement.EN_ATTENTE:
            prochaine = min(filter(None, (prochaine, effectue_le + ABANDON)))
    await executer(
        "UPDATE paiement SET resultat = $2, numauto = $3, effectue_le = $4, reponse = $5::jsonb, echecs = 0, "
        "attente_vue_le = coalesce(attente_vue_le, $6), prochaine_verification_le = $7 WHERE id = $1",
        lue["id"], reponse.code[:20], reponse.numauto, effectue_le,
        json.dumps({"code": reponse.code, "brut": reponse.brut.replace("\0", "")}),
        instant if reponse.code == Code.SANS_ISSUE else None, prochaine,
    )  # fmt: skip


async def _passer(lue: asyncpg.Record, etat: EtatPaiement, verdict: Verdict, reponse: Reponse) -> None:
    if verdict.etat in PAYES:
        await _encaisser(lue["id"], lue["mel"], MOYENS[verdict.etat], reponse)
    await passer(lue["id"], etat, verdict.etat, motif=verdict.motif)


async def _encaisser(paiement: int, mel: str, moyen: Moyen, reponse: Reponse) -> None:
    """One line of the ledger for each bill, and the receipt."""
    parts = await lignes(
        "SELECT v.facture, v.montant_centimes, f.reference, f.objet, f.montant_centimes AS du "
        "FROM part_paiement v JOIN facture f ON f.id = v.facture WHERE v.paiement = $1 ORDER BY f.id "
        "FOR NO KEY UPDATE OF f",
        paiement,
    )
    instant = maintenant()
    jour = heure_de_paris(reponse.effectue_le or instant).date()
    for part in parts:
        await executer(
            "INSERT INTO reglement (facture, paiement, nature, source, date, montant_centimes, moyen, idop, numauto, "
            "provisoire, cree_le) SELECT $2, id, 'encaissement', 'payfip', $3, $4, $5, idop, $6, true, $7 "
            "FROM paiement WHERE id = $1",
            paiement, part["facture"], jour, part["montant_centimes"], moyen.value, reponse.numauto, instant,
        )  # fmt: skip
        await _dire_le_trop_percu(paiement, part)
    await courriels.paiement_recu(
        mel,
        paiement,
        factures=[{nom: part[nom] for nom in ("reference", "objet", "montant_centimes")} for part in parts],
        montant_centimes=sum(part["montant_centimes"] for part in parts),
        jour=jour,
        moyen=LIBELLES_MOYEN[moyen],
    )


async def _dire_le_trop_percu(paiement: int, part: asyncpg.Record) -> None:
    """Money that came twice is kept in the books and shown to agents."""
    lue = await ligne("SELECT sum(montant_centimes)::bigint AS recu FROM reglement WHERE facture = $1", part["facture"])
    if lue is not None and lue["recu"] > part["du"]:
        await journaliser(
            "trop_percu", f"facture:{part['facture']}", "Cette facture a reçu plus que son montant.",
            acteur=Acteur.PAYFIP, paiement=paiement, recu_centimes=lue["recu"], montant_centimes=part["du"],
        )  # fmt: skip

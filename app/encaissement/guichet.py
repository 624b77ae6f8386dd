"""Opening a payment: the attempt is stored first, then PayFiP is called, then the resident goes there."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from app.base import inscription_courante, transaction, valeur
from app.encaissement.conclusion import conclure
from app.encaissement.payfip import Payfip, payfip
from app.encaissement.refus import CONFIGURATION, PAR_CHAMP, FactureIntrouvable, PayfipInjoignable, phrase_du_code
from app.metier.collectivite import NatureClient
from app.metier.erreurs import RegleRefusee
from app.metier.factures.mots import somme
from app.metier.factures.obstacles import pourquoi
from app.metier.factures.regles import FaitsClient, FaitsFacture, a_payer_centimes
from app.metier.paiements.delais import APPEL
from app.metier.paiements.ouverture import (
    Nouveau,
    clore_ouverture,
    factures_a_payer,
    inscrire_tentative,
    noter_idop,
    retenir,
)
from app.metier.paiements.partage import ouvertures_perdues, tentative_commune
from app.metier.paiements.situations import Issue
from app.metier.paiements.tables import EtatPaiement
from app.payfip import DemandeCreation, DemandeInvalide, PayfipIndisponible, PayfipRefus

journal = structlog.get_logger()

ATTENTE = 0.1
PATIENCE = 6.0
"""Seconds: longer than a call to PayFiP may last."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where the resident's browser goes."""

    adresse: str
    idop: str


async def ouvrir(abonne: int, references: Sequence[str], *, compte: int | None, mel: str) -> Passage:
    """Open a payment of these bills, or take up the one that is open.

    Raises
    ------
    FactureIntrouvable
        When one of them is not this abonné's to see.
    RegleRefusee
        When they cannot be paid now; the sentence says why (`PayfipInjoignable`: try again later).
    """
    voulues = sorted(set(references))
    fin = time.monotonic() + PATIENCE
    while time.monotonic() < fin:
        factures = await _lire(abonne, voulues)
        if not any(facture.tentative for facture in factures):
            if nouveau := await _inscrire(abonne, voulues, compte=compte, mel=mel):
                return await _envoyer(nouveau)
        elif all(facture.situation.issue is not Issue.OUVERTURE for facture in factures):
            if passage := await _reprendre(abonne, voulues, factures):
                return passage
            continue
        await asyncio.sleep(ATTENTE)
    raise RegleRefusee("Un paiement est en train de s’ouvrir. Réessayez dans un instant.")


async def _lire(abonne: int, references: Sequence[str]) -> list[FaitsFacture]:
    factures = await factures_a_payer(abonne, references)
    if not references or len(factures) < len(references):
        raise FactureIntrouvable
    return factures


async def _reprendre(abonne: int, references: Sequence[str], tenues: Sequence[FaitsFacture]) -> Passage | None:
    """Learn what became of the attempts that hold these bills; the way back to PayFiP, or None once they are free."""
    panne = await _apprendre(tenues)
    factures = await _lire(abonne, references)
    _exiger(factures)
    if not any(facture.tentative for facture in factures):
        return None
    if all(facture.situation.issue is Issue.REPRENDRE for facture in factures):
        idop = await tentative_commune([facture.id for facture in factures])
        if idop is None:
            raise RegleRefusee("Une de ces factures a déjà un paiement en cours.")
        return Passage(payfip().adresse_de_paiement(idop), idop)
    if panne:
        raise PayfipInjoignable
    if any(facture.situation.issue is Issue.REPRENDRE for facture in factures):
        raise RegleRefusee("Une de ces factures a déjà un paiement en cours.")
    await asyncio.sleep(ATTENTE)
    return None


async def _apprendre(factures: Sequence[FaitsFacture]) -> bool:
    """Ask PayFiP about each attempt that holds one of these bills, and give up openings that never ended.

    True when PayFiP was asked and did not answer.
    """
    suites = [
        await conclure(idop)
        for idop in {facture.tentative.idop for facture in factures if facture.tentative}
        if idop is not None
    ]
    for paiement in await ouvertures_perdues([facture.id for facture in factures], APPEL):
        async with transaction():
            await clore_ouverture(paiement, EtatPaiement.EXPIRE, "Ouverture restée sans suite")
    return any(suite is not None and suite.est_panne for suite in suites)


def _exiger(factures: Sequence[FaitsFacture]) -> FaitsClient:
    """The common client of bills that can all be paid, or the first reason why not."""
    for facture in factures:
        if phrase := pourquoi(facture):
            raise RegleRefusee(phrase)
    clients = {facture.client for facture in factures}
    client = clients.pop()
    if client is None or clients:
        raise RegleRefusee("Ces factures ne se paient pas ensemble.")
    return client


async def _inscrire(abonne: int, references: Sequence[str], *, compte: int | None, mel: str) -> Nouveau | None:
    """Store the attempt; None when another one took a bill meanwhile."""
    async with transaction():
        factures = await retenir(abonne, references)
        if len(factures) < len(references):
            raise FactureIntrouvable
        if any(facture.tentative for facture in factures):
            return None
        client = _exiger(factures)
        if len(factures) > 1:
            await _exiger_groupe(factures, client)
        nouveau = await inscrire_tentative(factures, client, compte=compte, mel=mel)
        _demande(nouveau)  # what PayFiP could only refuse is not even stored
        return nouveau


async def _exiger_groupe(factures: Sequence[FaitsFacture], client: FaitsClient) -> None:
    """Several bills at once: if the collectivité wants it, for a régie, under the ceiling."""
    if not await valeur("SELECT paiement_groupe FROM collectivite") or client.nature is not NatureClient.REGIE:
        raise RegleRefusee("Ces factures se paient une par une.")
    if sum(map(a_payer_centimes, factures)) > client.plafond_centimes:
        raise RegleRefusee(
            f"Le paiement en ligne s’arrête à {somme(client.plafond_centimes)}. Choisissez moins de factures."
        )


def _demande(nouveau: Nouveau) -> DemandeCreation:
    origine = inscription_courante().origine
    try:
        return DemandeCreation(
            exer=nouveau.exer,
            mel=nouveau.mel,
            montant=nouveau.montant_centimes,
            numcli=nouveau.numcli,
            objet=nouveau.objet,
            refdet=nouveau.refdet,
            saisie=nouveau.saisie,
            urlnotif=f"{origine}/paiement/notification",
            urlredirect=f"{origine}/paiement/retour",
        )
    except DemandeInvalide as faute:
        journal.error("payfip_demande_invalide", champ=faute.champ)
        raise RegleRefusee(PAR_CHAMP.get(faute.champ, CONFIGURATION)) from faute


async def _envoyer(nouveau: Nouveau) -> Passage:
    """Call PayFiP for an attempt that is stored, and store what came of it."""
    tresor: Payfip = payfip()
    try:
        idop = await tresor.creer_paiement(_demande(nouveau))
    except PayfipRefus as refus:
        await _clore(nouveau, EtatPaiement.ECHEC, f"Refusé par PayFiP à l’ouverture : {refus.code[:8]}")
        raise RegleRefusee(phrase_du_code(refus.code)) from refus
    except PayfipIndisponible as panne:
        # A lost reply may hide an open payment: nobody was sent there, and its notification would find this attempt.
        vers, motif = (
            (EtatPaiement.ECHEC, "PayFiP injoignable")
            if panne.jamais_partie
            else (EtatPaiement.EXPIRE, "Réponse de PayFiP perdue à l’ouverture")
        )
        await _clore(nouveau, vers, motif)
        raise PayfipInjoignable from panne
    async with transaction():
        est_a_temps = await noter_idop(nouveau.id, idop)
    if not est_a_temps:
        raise PayfipInjoignable
    return Passage(tresor.adresse_de_paiement(idop), idop)


async def _clore(nouveau: Nouveau, vers: EtatPaiement, motif: str) -> None:
    async with transaction():
        await clore_ouverture(nouveau.id, vers, motif)

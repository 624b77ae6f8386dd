"""Addresses and contents that were kept as a proof, once nobody can ask for it any more."""

from datetime import timedelta

from app.base import executer, transaction
from app.metier.calendrier import maintenant
from app.metier.suivi import journaliser

MEMOIRE_COURRIELS = timedelta(days=365)
COMPTABILITE = timedelta(days=10 * 365 + 3)
"""The address that a receipt went to is kept with the accounts that it belongs to."""
PAR_TOUR = 5_000
PERSONNE = "efface@invalid"
"""Stands for an address that is forgotten; no mailbox may bear it (RFC 2606)."""

VIEUX_COURRIELS = """
UPDATE courriel SET destinataire = $2, donnees = '{}', cause = 'efface:' || id, erreur = '' WHERE id IN (
    SELECT id FROM courriel
    WHERE etat <> 'a_envoyer' AND modele <> 'paiement_recu' AND destinataire <> $2
        AND (cree_le < $1 OR modele = 'compte_efface')
    ORDER BY id LIMIT $3)
"""

VIEUX_CHANGEMENTS = """
DELETE FROM changement_courriel x WHERE greatest(x.demande_le, x.applique_le, x.annule_le) < $1
    AND (x.confirme_le IS NULL OR x.applique_le IS NOT NULL OR x.annule_le IS NOT NULL)
    AND NOT EXISTS (SELECT FROM jeton j WHERE j.changement = x.id)
"""

# A payment and its receipt are changed together: they name the same address at every instant.
VIEUX_PAIEMENTS = """
WITH vieux AS (
    SELECT p.id FROM paiement p
    WHERE p.conclu_le < $1 AND p.mel <> $2 AND NOT EXISTS (
        SELECT FROM part_paiement v JOIN facture f ON f.id = v.facture JOIN abonne a ON a.id = f.abonne
        WHERE v.paiement = p.id AND a.retractation)
    ORDER BY p.id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED
), recus AS (
    UPDATE courriel SET destinataire = $2 FROM vieux WHERE cause = 'paiement_recu:' || vieux.id
)
UPDATE paiement p SET mel = $2, reponse = NULL FROM vieux WHERE p.id = vieux.id
"""


async def oublier_les_adresses() -> int:
    """Forget the recipients and contents of old mails, former login addresses, payers' addresses past accounting."""
    instant = maintenant()
    ancien = instant - MEMOIRE_COURRIELS
    async with transaction():
        courriels = _nombre(await executer(VIEUX_COURRIELS, ancien, PERSONNE, PAR_TOUR))
        changements = _nombre(await executer(VIEUX_CHANGEMENTS, ancien))
        paiements = _nombre(await executer(VIEUX_PAIEMENTS, instant - COMPTABILITE, PERSONNE, PAR_TOUR))
        total = courriels + changements + paiements
        if total:
            await journaliser(
                "adresses_oubliees", "conservation", "Des adresses anciennes sont oubliées",
                courriels=courriels, changements=changements, paiements=paiements,
            )  # fmt: skip
    return total


def _nombre(etiquette: str) -> int:
    return int(etiquette.split()[-1])

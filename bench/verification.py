"""How long the check of the books takes: `python -m bench.verification --factures 100000`."""

import argparse
import asyncio
import time

from app import journal
from app.base import executer, patience
from app.metier.verification import verifier
from tests.chaos.terrain import dresser

PAIEMENTS = """
INSERT INTO paiement (idop, etat, porte, client_payfip, montant_centimes, numcli, exer, refdet, objet, mel, saisie,
    cree_le, resultat, numauto, motif, conclu_le, verifications, echecs)
SELECT 'idop-' || id, 'paye_carte', 'service', client_payfip, montant_centimes, '090909', '2023', refdet, '',
    'a@exemple.fr', 'T', now(), 'P', 'A' || id, '', now(), 1, 0 FROM facture
"""
SUITES = (
    """
    INSERT INTO part_paiement (paiement, facture, montant_centimes, vive)
    SELECT p.id, f.id, f.montant_centimes, false FROM facture f JOIN paiement p ON p.idop = 'idop-' || f.id
    """,
    """
    INSERT INTO reglement (facture, paiement, nature, source, date, montant_centimes, moyen, idop, numauto, provisoire,
        cree_le)
    SELECT v.facture, p.id, 'encaissement', 'payfip', '2023-08-01', v.montant_centimes, 'carte', p.idop, p.numauto,
        true, now() FROM paiement p JOIN part_paiement v ON v.paiement = p.id
    """,
    """
    INSERT INTO courriel (cause, modele, destinataire, donnees, message_id, etat, essais, prochain_essai_le, erreur,
        cree_le)
    SELECT 'paiement_recu:' || id, 'paiement_recu', mel, jsonb_build_object('montant_centimes', montant_centimes),
        '<' || id || '@exemple.fr>', 'a_envoyer', 0, now(), '', now() FROM paiement
    """,
    """
    INSERT INTO trace (le, acteur, auteur, acte, objet, phrase, details)
    SELECT now(), 'payfip', '', 'paiement_' || vers, 'paiement:' || p.id, '', jsonb_build_object('de', de)
    FROM paiement p, (VALUES (1, NULL, 'cree'), (2, 'cree', 'envoye'), (3, 'envoye', 'paye_carte')) e (rang, de, vers)
    ORDER BY p.id, rang
    """,
)


async def mesurer(factures: int) -> int:
    """As many paid bills, their books sound."""
    async with dresser(payeurs=max(1, factures // 1000), factures=min(1000, factures), avec_serveur=False):
        with patience(600):
            for requete in (PAIEMENTS, *SUITES, "ANALYZE"):
                await executer(requete)
        debut = time.perf_counter()
        breches = len(await verifier())
        print(f"{factures} bills paid: {breches} breach(es), {time.perf_counter() - debut:.1f} s")
    return 1 if breches else 0


def principal() -> int:
    """Exit code 1 when the check finds anything in sound books."""
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--factures", type=int, default=100_000)
    journal.configurer("error")
    return asyncio.run(mesurer(lecteur.parse_args().factures))


if __name__ == "__main__":
    raise SystemExit(principal())

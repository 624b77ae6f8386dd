"""The ledger and the bills."""

from app.metier.verification.breches import Invariant

ECRITURES = (
    Invariant(
        "paiement_sans_ecriture",
        "payé selon PayFiP, sans l’écriture de même montant sur sa facture",
        """
        SELECT 'paiement:' || p.id || ' facture:' || v.facture AS objet
        FROM paiement p JOIN part_paiement v ON v.paiement = p.id
        LEFT JOIN reglement l ON l.paiement = p.id AND l.facture = v.facture AND l.source = 'payfip'
            AND l.nature = 'encaissement' AND l.montant_centimes = v.montant_centimes
        WHERE p.etat IN ('paye_carte', 'prelevement_accepte') AND l.id IS NULL
        """,
    ),
    Invariant(
        "ecriture_sans_paiement",
        "écriture de PayFiP sans paiement abouti qui la porte",
        """
        SELECT 'reglement:' || l.id AS objet FROM reglement l
        WHERE l.source = 'payfip' AND l.nature = 'encaissement' AND NOT EXISTS (
            SELECT 1 FROM paiement p JOIN part_paiement v ON v.paiement = p.id
            WHERE p.id = l.paiement AND v.facture = l.facture AND p.etat IN ('paye_carte', 'prelevement_accepte'))
        """,
    ),
    Invariant(
        "ecriture_double",
        "plusieurs écritures de PayFiP pour un même paiement et une même facture",
        """
        SELECT 'paiement:' || paiement || ' facture:' || facture AS objet FROM reglement
        WHERE source = 'payfip' AND nature = 'encaissement' GROUP BY paiement, facture HAVING count(*) > 1
        """,
    ),
    Invariant(
        "ecriture_differente",
        "l’écriture ne dit pas la même chose que son paiement (montant, moyen, numéros)",
        """
        SELECT 'reglement:' || l.id AS objet FROM reglement l JOIN paiement p ON p.id = l.paiement
        LEFT JOIN part_paiement v ON v.paiement = p.id AND v.facture = l.facture
        WHERE l.source = 'payfip' AND l.nature = 'encaissement' AND (
            l.montant_centimes IS DISTINCT FROM v.montant_centimes OR l.idop IS DISTINCT FROM p.idop
            OR l.numauto <> p.numauto
            OR l.moyen <> CASE p.etat WHEN 'paye_carte' THEN 'carte' WHEN 'prelevement_accepte' THEN 'prelevement'
                ELSE l.moyen END)
        """,
    ),
    Invariant(
        "ecriture_mal_formee",
        "nature, source, signe ou confirmation impossibles",
        """
        SELECT 'reglement:' || id AS objet FROM reglement
        WHERE nature NOT IN ('encaissement', 'rejet', 'remboursement', 'annulation')
            OR source NOT IN ('payfip', 'comptable', 'agent')
            OR (nature = 'encaissement') <> (montant_centimes > 0) OR montant_centimes = 0
            OR (provisoire AND (confirme_le IS NOT NULL OR source <> 'payfip'))
            OR (source = 'payfip' AND nature = 'encaissement' AND NOT provisoire AND confirme_le IS NULL)
            OR (source = 'payfip' AND nature = 'encaissement' AND paiement IS NULL)
        """,
    ),
    Invariant(
        "plus_rendu_que_recu",
        "la facture a rendu ou rejeté plus qu’elle n’a reçu",
        """
        SELECT 'facture:' || l.facture AS objet FROM reglement l JOIN facture f ON f.id = l.facture
        WHERE f.montant_centimes >= 0 GROUP BY l.facture HAVING sum(l.montant_centimes) < 0
        """,
    ),
    Invariant(
        "lignes_et_montant",
        "la somme des lignes n’est pas le montant de la facture",
        """
        SELECT 'facture:' || f.id AS objet FROM facture f
        JOIN (SELECT facture, sum(montant_centimes) AS somme FROM ligne_facture GROUP BY facture) l ON l.facture = f.id
        WHERE l.somme <> f.montant_centimes
        """,
    ),
)

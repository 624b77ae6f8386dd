"""The attempts to pay: states, what holds the bills, and that none is forgotten."""

from app.metier.verification.breches import Invariant

TENTATIVES = (
    Invariant(
        "etat_inconnu",
        "état qui n’existe pas",
        """
        SELECT 'paiement:' || id AS objet FROM paiement WHERE etat NOT IN (
            'cree', 'envoye', 'en_attente', 'paye_carte', 'prelevement_accepte', 'refuse', 'abandonne', 'expire',
            'inconnu', 'quarantaine', 'echec')
        """,
    ),
    Invariant(
        "parts_et_montant",
        "les parts ne font pas le montant du paiement",
        """
        SELECT 'paiement:' || p.id AS objet FROM paiement p
        LEFT JOIN (SELECT paiement, sum(montant_centimes) AS somme FROM part_paiement GROUP BY paiement) v
            ON v.paiement = p.id
        WHERE v.somme IS DISTINCT FROM p.montant_centimes
        """,
    ),
    Invariant(
        "facture_tenue_deux_fois",
        "plusieurs paiements en cours pour une même facture",
        "SELECT 'facture:' || facture AS objet FROM part_paiement WHERE vive GROUP BY facture HAVING count(*) > 1",
    ),
    Invariant(
        "facture_lachee",
        "paiement en cours qui ne tient pas sa facture",
        """
        SELECT 'paiement:' || p.id || ' facture:' || v.facture AS objet
        FROM paiement p JOIN part_paiement v ON v.paiement = p.id
        WHERE p.etat IN ('cree', 'envoye', 'en_attente', 'inconnu') AND NOT v.vive
        """,
    ),
    Invariant(
        "facture_retenue",
        "paiement terminé qui tient encore sa facture",
        """
        SELECT 'paiement:' || p.id || ' facture:' || v.facture AS objet
        FROM paiement p JOIN part_paiement v ON v.paiement = p.id
        WHERE p.etat NOT IN ('cree', 'envoye', 'en_attente', 'inconnu', 'quarantaine') AND v.vive
        """,
    ),
    Invariant(
        "idop_et_etat",
        "numéro PayFiP absent d’un paiement envoyé, ou présent sur un paiement jamais parti",
        """
        SELECT 'paiement:' || id AS objet FROM paiement
        WHERE (idop IS NULL AND etat NOT IN ('cree', 'echec', 'expire'))
            OR (idop IS NOT NULL AND etat IN ('cree', 'echec'))
        """,
    ),
    Invariant(
        "paiement_oublie",
        "paiement que plus rien ne vérifiera avant son issue, ou abouti que l’on vérifie encore",
        """
        SELECT 'paiement:' || id AS objet FROM paiement
        WHERE (prochaine_verification_le IS NULL AND (
                etat IN ('cree', 'envoye', 'en_attente', 'inconnu', 'quarantaine')
                OR (etat = 'expire' AND idop IS NOT NULL AND resultat <> 'P1')
                OR (etat = 'abandonne' AND cree_le > now() - interval '3 days')))
            OR (prochaine_verification_le IS NOT NULL AND etat IN ('paye_carte', 'prelevement_accepte', 'echec'))
        """,
    ),
    Invariant(
        "resultat_et_etat",
        "l’état ne suit pas la dernière réponse de PayFiP",
        """
        SELECT 'paiement:' || id AS objet FROM paiement
        WHERE (etat = 'paye_carte' AND resultat <> 'P') OR (etat = 'prelevement_accepte' AND resultat <> 'V')
            OR (etat NOT IN ('paye_carte', 'prelevement_accepte', 'quarantaine') AND resultat IN ('P', 'V'))
        """,
    ),
    Invariant(
        "conclusion_et_etat",
        "instant de conclusion absent d’un paiement terminé, ou présent sur un paiement en cours",
        """
        SELECT 'paiement:' || id AS objet FROM paiement
        WHERE (conclu_le IS NULL) <> (etat IN ('cree', 'envoye', 'en_attente', 'inconnu', 'quarantaine'))
        """,
    ),
)

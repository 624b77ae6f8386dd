"""The outbox: a receipt for each payment, and no mail without its cause."""

from app.metier.verification.breches import Invariant

COURRIELS = (
    Invariant(
        "recu_absent",
        "paiement abouti dont le reçu n’a jamais été préparé, ou l’a été pour une autre somme ou une autre adresse",
        """
        SELECT 'paiement:' || p.id AS objet FROM paiement p
        LEFT JOIN courriel c ON c.cause = 'paiement_recu:' || p.id AND c.modele = 'paiement_recu'
        WHERE p.etat IN ('paye_carte', 'prelevement_accepte') AND (
            c.id IS NULL OR (c.donnees ->> 'montant_centimes')::bigint IS DISTINCT FROM p.montant_centimes
            OR c.destinataire <> p.mel)
        """,
    ),
    Invariant(
        "recu_sans_paiement",
        "reçu préparé sans paiement abouti, ou plusieurs fois pour le même",
        """
        SELECT 'courriel:' || min(c.id) AS objet FROM courriel c
        LEFT JOIN paiement p ON 'paiement_recu:' || p.id = c.cause AND p.etat IN ('paye_carte', 'prelevement_accepte')
        WHERE c.modele = 'paiement_recu'
        GROUP BY coalesce(p.id::text, c.cause) HAVING count(*) > 1 OR count(p.id) = 0
        """,
    ),
    Invariant(
        "courriel_sans_cause",
        "courriel à envoyer dont le lien n’existe pas, ou sans cause",
        """
        SELECT 'courriel:' || c.id AS objet FROM courriel c
        LEFT JOIN jeton j ON 'jeton:' || j.id = c.cause
        WHERE c.cause = '' OR (c.cause LIKE 'jeton:%' AND c.etat = 'a_envoyer' AND j.id IS NULL)
        """,
    ),
    Invariant(
        "courriel_et_etat",
        "courriel envoyé sans instant d’envoi, ou l’inverse, ou d’état inconnu",
        """
        SELECT 'courriel:' || id AS objet FROM courriel
        WHERE (etat = 'envoye') <> (envoye_le IS NOT NULL) OR etat NOT IN ('a_envoyer', 'envoye', 'rebut')
        """,
    ),
)

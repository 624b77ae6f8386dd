"""The statements behind the loaders: one shape of facts for the list, the page and the desk where payments open."""

COLONNES = """
    f.id, f.reference, f.objet, f.date_facture, f.echeance, f.montant_centimes, f.annulee, f.refdet, f.payable_le,
    f.document, coalesce(f.exercice, extract(year FROM f.date_facture))::int AS exercice,
    coalesce(c.mode_paiement, '') AS mode_paiement, r.recu_centimes, r.debit_provisoire,
    p.etat AS p_etat, p.cree_le AS p_cree_le, p.idop AS p_idop, p.resultat AS p_resultat,
    p.effectue_le AS p_effectue_le, p.attente_vue_le AS p_attente_vue_le,
    k.id AS k_id, k.numcli AS k_numcli, k.nature AS k_nature, k.porte AS k_porte, k.mode AS k_mode,
    k.gabarit_refdet AS k_gabarit_refdet, k.gabarit_affichage AS k_gabarit_affichage,
    k.plafond_centimes AS k_plafond_centimes, k.actif AS k_actif, k.delai_paiement_jours AS k_delai_paiement_jours,
    s.paiement_en_ligne AS s_paiement_en_ligne, s.delai_nouvel_essai AS s_delai_nouvel_essai, s.fuseau AS s_fuseau,
    s.duplicata AS s_duplicata
"""

SOURCES = """
    facture f
    CROSS JOIN collectivite s
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(l.montant_centimes), 0)::bigint AS recu_centimes,
            coalesce(bool_or(l.provisoire AND l.nature = 'encaissement' AND l.moyen = 'prelevement'), false)
                AS debit_provisoire
        FROM reglement l WHERE l.facture = f.id
    ) r
    LEFT JOIN contrat c ON c.id = f.contrat
    LEFT JOIN client_payfip k ON k.id = f.client_payfip
    LEFT JOIN part_paiement v ON v.facture = f.id AND v.vive
    LEFT JOIN paiement p ON p.id = v.paiement
"""

VISIBLE = "(f.publiee_le IS NULL OR f.publiee_le <= ($2::timestamptz AT TIME ZONE s.fuseau)::date)"
"""$2 is this instant; the day is the collectivité's."""


def _composer(modele: str) -> str:
    """Fill a statement with the shared parts: texts of ours, never a value."""
    for nom, texte in (("«colonnes»", COLONNES), ("«sources»", SOURCES), ("«visible»", VISIBLE)):
        modele = modele.replace(nom, texte)
    return modele


# `reglee` says in SQL what `etats.REGLEES` says of the derived state; a property test holds them together.
LISTE = _composer("""
WITH ses AS (
    SELECT f.id, f.date_facture, f.annulee OR f.montant_centimes < 0 OR f.montant_centimes
        <= coalesce((SELECT sum(l.montant_centimes) FROM reglement l WHERE l.facture = f.id), 0) AS reglee
    FROM facture f CROSS JOIN collectivite s
    WHERE f.abonne = $1 AND «visible» AND ($3::int IS NULL OR f.contrat = $3 OR f.contrat IS NULL)
), compte AS (
    SELECT count(*) AS toutes, count(*) FILTER (WHERE reglee) AS reglees FROM ses
), vues AS (
    SELECT id FROM ses WHERE $4::boolean IS NULL OR reglee = $4
    ORDER BY date_facture DESC, id DESC LIMIT $5 OFFSET $6
)
SELECT compte.toutes, compte.reglees, faits.* FROM compte LEFT JOIN (
    SELECT «colonnes» FROM «sources» WHERE f.id IN (SELECT id FROM vues)
) faits ON true ORDER BY faits.date_facture DESC, faits.id DESC
""")

UNE = _composer("""
SELECT «colonnes», f.contrat, f.destinataire_nom, f.destinataire_adresse, f.periode_debut, f.periode_fin,
    c.reference AS c_reference
FROM «sources» WHERE f.abonne = $1 AND «visible» AND f.reference = $3
""")

A_PAYER = _composer("""
SELECT «colonnes» FROM «sources» WHERE f.abonne = $1 AND «visible» AND f.reference = ANY($3::text[]) ORDER BY f.id
""")

LIGNES = """
SELECT rang, libelle, quantite_milliemes, prix_unitaire_dix_milliemes, taux_tva_centiemes, montant_centimes
FROM ligne_facture WHERE facture = $1 ORDER BY rang
"""

REGLEMENTS = """
SELECT id, date, nature, moyen, source, montant_centimes, provisoire, paiement
FROM reglement WHERE facture = $1 ORDER BY date, id
"""

TENTATIVES = """
SELECT p.id, p.cree_le, p.etat, v.montant_centimes
FROM part_paiement v JOIN paiement p ON p.id = v.paiement WHERE v.facture = $1 ORDER BY p.cree_le DESC LIMIT 20
"""

SES_REGLEMENTS = """
SELECT min(l.id) AS id, max(l.date) AS date, l.nature, l.moyen, l.source, l.paiement,
    sum(l.montant_centimes)::bigint AS montant_centimes, bool_or(l.provisoire) AS provisoire,
    array_agg(f.reference ORDER BY f.reference) AS factures
FROM reglement l JOIN facture f ON f.id = l.facture CROSS JOIN collectivite s
WHERE f.abonne = $1 AND (f.publiee_le IS NULL OR f.publiee_le <= ($2::timestamptz AT TIME ZONE s.fuseau)::date)
GROUP BY l.paiement, l.nature, l.moyen, l.source, CASE WHEN l.paiement IS NULL THEN l.id END
ORDER BY date DESC, id DESC LIMIT 200
"""

"""Which rows are whose: the statements that the tables of the export share. «Marks» stand for what is bound."""

VISIBLE = "(f.publiee_le IS NULL OR f.publiee_le <= «jour»)"
SES_FACTURES = f"SELECT f.id FROM facture f WHERE f.abonne = ANY(«abonnes») AND {VISIBLE}"  # noqa: S608 -- texts of ours
SES_CONTRATS = "SELECT k.id FROM contrat k WHERE k.abonne = ANY(«abonnes»)"
SES_PAIEMENTS = f"""
SELECT p.id FROM paiement p WHERE p.compte = «compte» AND p.cree_le >= «depuis»
UNION SELECT v.paiement FROM part_paiement v WHERE v.facture IN ({SES_FACTURES})"""  # noqa: S608 -- as above
SES_DEMANDES = """
SELECT d.id FROM demande d WHERE d.compte = «compte» AND d.deposee_le >= «depuis»
UNION SELECT d.id FROM demande d WHERE d.abonne = ANY(«abonnes»)"""
SON_ADRESSE = "(SELECT lower(courriel) FROM compte WHERE id = «compte»)"

# The mailbox that each login address stood for, from when to when; a link may have been sent a day before the account.
SES_ADRESSES = """
SELECT lower(e.adresse) AS adresse, e.du, lead(e.du) OVER (ORDER BY e.du, e.rang) AS au FROM (
    SELECT coalesce((SELECT x.ancien FROM changement_courriel x WHERE x.compte = c.id AND x.applique_le IS NOT NULL
        ORDER BY x.applique_le, x.id LIMIT 1), c.courriel) AS adresse, c.cree_le - interval '1 day' AS du, 0 AS rang
    FROM compte c WHERE c.id = «compte»
    UNION ALL SELECT x.nouveau, x.applique_le, x.id FROM changement_courriel x
    WHERE x.compte = «compte» AND x.applique_le IS NOT NULL
    UNION ALL SELECT x.ancien, x.annule_le, -x.id FROM changement_courriel x
    WHERE x.compte = «compte» AND x.applique_le IS NOT NULL AND x.annule_le IS NOT NULL
) e"""

SES_COURRIELS = f"""
SELECT m.id FROM courriel m JOIN ({SES_ADRESSES}) a ON lower(m.destinataire) = a.adresse
    AND m.cree_le >= a.du AND (a.au IS NULL OR m.cree_le < a.au)
UNION SELECT m.id FROM trace x JOIN courriel m ON m.modele = 'contact' AND substr(m.cause, 1, 20) = x.objet
WHERE x.acte = 'message_recu' AND x.acteur = 'usager' AND x.auteur = «compte»::int::text"""  # noqa: S608 -- as above

SES_OBJETS = f"""
SELECT 'abonne:' || n FROM unnest(«abonnes»::int[]) n
UNION ALL SELECT 'contrat:' || id FROM ({SES_CONTRATS}) k
UNION ALL SELECT 'facture:' || id FROM ({SES_FACTURES}) f
UNION ALL SELECT 'paiement:' || id FROM ({SES_PAIEMENTS}) p
UNION ALL SELECT 'demande:' || id FROM ({SES_DEMANDES}) d"""  # noqa: S608 -- as above
SON_NUMERO = "«compte»::int::text"

NUMCLI = {"client_payfip": "(SELECT k.numcli FROM client_payfip k WHERE k.id = t.client_payfip)"}
"""A client number instead of the number of its row."""


def si(condition: str, *colonnes: str, sinon: str = "NULL") -> dict[str, str]:
    """These columns where the row is the reader's own."""
    return {nom: f"CASE WHEN {condition} THEN t.{nom} ELSE {sinon} END" for nom in colonnes}

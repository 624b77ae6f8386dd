"""The journal: each state has its line, each line its act."""

from app.metier.paiements.passages import PASSAGES
from app.metier.verification.breches import Invariant

PASSAGES_PERMIS = sorted(f"{de.value}>{vers.value}" for de, suites in PASSAGES.items() for vers in suites)

TRACES = (
    Invariant(
        "trace_absente",
        "paiement dont la dernière trace ne dit pas l’état",
        """
        SELECT 'paiement:' || p.id AS objet FROM paiement p
        LEFT JOIN (
            SELECT DISTINCT ON (objet) objet, acte FROM trace
            WHERE objet LIKE 'paiement:%' AND acte LIKE 'paiement\\_%' ORDER BY objet, id DESC
        ) t ON t.objet = 'paiement:' || p.id
        WHERE t.acte IS DISTINCT FROM 'paiement_' || p.etat
        """,
    ),
    Invariant(
        "trace_sans_acte",
        "trace d’un paiement qui n’existe pas",
        """
        SELECT DISTINCT t.objet FROM trace t
        WHERE t.objet LIKE 'paiement:%' AND NOT EXISTS (
            SELECT 1 FROM paiement p WHERE 'paiement:' || p.id = t.objet)
        """,
    ),
    Invariant(
        "passage_interdit",
        "trace d’un passage qu’aucune règle ne permet, ou dont les états ne se suivent pas",
        """
        SELECT DISTINCT objet FROM (
            SELECT objet, substr(acte, 10) AS vers, details ->> 'de' AS de,
                lag(substr(acte, 10)) OVER (PARTITION BY objet ORDER BY id) AS avant
            FROM trace WHERE objet LIKE 'paiement:%' AND acte LIKE 'paiement\\_%'
        ) t
        WHERE (avant IS NULL AND vers <> 'cree')
            OR (avant IS NOT NULL AND (de IS DISTINCT FROM avant OR de || '>' || vers <> ALL ($1::text[])))
        """,
    ),
    Invariant(
        "aboutissement_repete",
        "paiement que le journal dit abouti plusieurs fois",
        """
        SELECT objet FROM trace WHERE acte IN ('paiement_paye_carte', 'paiement_prelevement_accepte')
        GROUP BY objet HAVING count(*) > 1
        """,
    ),
)

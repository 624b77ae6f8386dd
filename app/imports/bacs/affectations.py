"""Which contrats a bin serves through time.

The lines of a bin that bear the same day say whom it serves from that day on. Where their parts make a whole, they
    are the
complete list and the others end; where they do not, the others stay beside them.
"""

from app.base import executer
from app.metier.calendrier import aujourdhui

TABLES = """
DROP TABLE IF EXISTS pg_temp.vise, pg_temp.barriere, pg_temp.frise_contrat;
CREATE TEMPORARY TABLE vise (ligne bigint, bac integer, contrat integer, part integer, du date) ON COMMIT DROP;
CREATE TEMPORARY TABLE frise_contrat (ligne bigint, id integer, bac integer, contrat integer, part integer, du date,
    au date) ON COMMIT DROP
"""

LIRE = """
INSERT INTO vise SELECT d.ligne, b.id, c.id, coalesce(d.part, p.part_dix_milliemes, 10000),
    coalesce(d.depuis, CASE WHEN h.bac IS NULL THEN greatest(b.mis_en_service_le, c.souscrit_le) END, $1)
FROM depot d JOIN bac b ON b.numero = d.numero LEFT JOIN contrat c ON c.reference = d.reference_contrat
    LEFT JOIN (SELECT DISTINCT bac FROM affectation) h ON h.bac = b.id
    LEFT JOIN affectation p ON p.bac = b.id AND p.contrat = c.id AND p.au IS NULL
WHERE d.reference_contrat IS NOT NULL
"""

# A whole (three thirds make 0,9999), or a cell `-` that frees the bin.
BARRIERES = """
CREATE TEMPORARY TABLE barriere ON COMMIT DROP AS
SELECT bac, du FROM vise GROUP BY bac, du HAVING sum(part) >= 9900 OR bool_or(contrat IS NULL)
"""

DEROULER = """
INSERT INTO frise_contrat (id, bac, contrat, part, du, au)
SELECT id, bac, contrat, part_dix_milliemes, du, au FROM affectation WHERE bac IN (SELECT bac FROM vise);
INSERT INTO frise_contrat (ligne, bac, contrat, part, du)
SELECT ligne, bac, contrat, part, du FROM vise v
WHERE contrat IS NOT NULL AND NOT EXISTS (SELECT FROM affectation a
    WHERE a.bac = v.bac AND a.contrat = v.contrat AND a.part_dix_milliemes = v.part AND a.du <= v.du
        AND (a.au IS NULL OR a.au > v.du)
        AND NOT EXISTS (SELECT FROM barriere x WHERE x.bac = v.bac AND x.du > a.du AND x.du < v.du
            AND NOT EXISTS (SELECT FROM vise w WHERE w.bac = x.bac AND w.du = x.du AND w.contrat = a.contrat)))
"""

BORNER = """
DROP TABLE IF EXISTS pg_temp.borne;
CREATE TEMPORARY TABLE borne ON COMMIT DROP AS
SELECT f.*, least(f.au, b.retire_le,
    (SELECT min(x.du) FROM barriere x WHERE x.bac = f.bac AND (x.du > f.du OR x.du = f.du AND f.id IS NOT NULL)
        AND NOT EXISTS (SELECT FROM vise v WHERE v.bac = x.bac AND v.du = x.du AND v.contrat = f.contrat
            AND v.part = f.part)),
    (SELECT min(n.du) FROM frise_contrat n WHERE n.bac = f.bac AND n.contrat = f.contrat
        AND (n.du > f.du OR n.du = f.du AND n.id IS NULL AND f.id IS NOT NULL)),
    CASE WHEN f.id IS NULL AND f.part >= 9900
        THEN (SELECT min(n.du) FROM frise_contrat n WHERE n.bac = f.bac AND n.du > f.du) END) AS fin
FROM frise_contrat f JOIN bac b ON b.id = f.bac
"""

CLORE = """
WITH m AS (UPDATE affectation a SET au = CASE WHEN b.fin < a.du THEN a.du ELSE b.fin END FROM borne b
    WHERE a.id = b.id AND a.au IS DISTINCT FROM CASE WHEN b.fin < a.du THEN a.du ELSE b.fin END RETURNING a.bac)
INSERT INTO mouvement SELECT ligne, false FROM vise WHERE contrat IS NULL AND bac IN (SELECT bac FROM m)
"""
OUVRIR = """
WITH m AS (INSERT INTO affectation (bac, contrat, part_dix_milliemes, du, au)
    SELECT bac, contrat, part, du, fin FROM borne WHERE id IS NULL AND (fin IS NULL OR fin > du) ORDER BY contrat, du
    RETURNING bac, contrat, du)
INSERT INTO mouvement SELECT ligne, false FROM vise JOIN m USING (bac, contrat, du)
"""


async def affecter() -> None:
    """Give the bins of the staged lines to their contrats."""
    await executer(TABLES)
    await executer(LIRE, aujourdhui())
    await executer(BARRIERES)
    await executer("CREATE INDEX ON vise (bac); CREATE INDEX ON barriere (bac); ANALYZE vise, barriere")
    await executer(DEROULER)
    await executer("CREATE INDEX ON frise_contrat (bac); ANALYZE frise_contrat")
    await executer(BORNER)
    await executer(CLORE)
    await executer(OUVRIR)

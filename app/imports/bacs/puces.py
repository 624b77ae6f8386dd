"""Chips on bins through time: a chip ends where the next one of its bin begins, or where it begins on another bin."""

from app.base import executer
from app.metier.calendrier import aujourdhui

TABLES = """
DROP TABLE IF EXISTS pg_temp.pose, pg_temp.frise;
CREATE TEMPORARY TABLE pose (ligne bigint, bac integer, numero text, du date) ON COMMIT DROP;
CREATE TEMPORARY TABLE frise (ligne bigint, id integer, bac integer, numero text, du date, au date) ON COMMIT DROP
"""

# What the file says: from that day the bin bears that chip (none, for a cell `-`). Without a day: since the bin went
# into service if it never had a chip, else since today.
LIRE = """
INSERT INTO pose SELECT min(d.ligne), b.id, nullif(d.puce, ''),
    coalesce(d.depuis, CASE WHEN h.bac IS NULL THEN b.mis_en_service_le END, $1)
FROM depot d JOIN bac b ON b.numero = d.numero LEFT JOIN (SELECT DISTINCT bac FROM puce) h ON h.bac = b.id
WHERE d.puce IS NOT NULL GROUP BY 2, 3, 4
"""

# Present and new facts of these bins and chips on one line of time; what holds already is no new fact.
DEROULER = """
INSERT INTO frise (id, bac, numero, du, au)
SELECT id, bac, numero, du, au FROM puce
WHERE bac IN (SELECT bac FROM pose) OR numero IN (SELECT numero FROM pose);
INSERT INTO frise (ligne, bac, numero, du)
SELECT ligne, bac, numero, du FROM pose n
WHERE NOT EXISTS (SELECT FROM puce p
    WHERE p.bac = n.bac AND p.numero = n.numero AND p.du <= n.du AND (p.au IS NULL OR p.au > n.du)
        AND NOT EXISTS (SELECT FROM pose x WHERE x.bac = p.bac AND x.numero IS DISTINCT FROM p.numero
            AND x.du > p.du AND x.du <= n.du)
        AND NOT EXISTS (SELECT FROM pose x WHERE x.numero = p.numero AND x.bac <> p.bac
            AND x.du > p.du AND x.du <= n.du))
"""

BORNER = """
DROP TABLE IF EXISTS pg_temp.borne;
CREATE TEMPORARY TABLE borne ON COMMIT DROP AS
SELECT f.ligne, f.id, f.bac, f.numero, f.du, f.au AS ancien, least(f.au, b.retire_le, du_bac, du_puce,
    CASE WHEN f.id IS NOT NULL AND (corrige_bac OR corrige_puce) THEN f.du END) AS au
FROM (SELECT frise.*,
    min(du) OVER (PARTITION BY bac ORDER BY du RANGE BETWEEN '1 day' FOLLOWING AND UNBOUNDED FOLLOWING) AS du_bac,
    min(du) OVER (PARTITION BY numero ORDER BY du RANGE BETWEEN '1 day' FOLLOWING AND UNBOUNDED FOLLOWING) AS du_puce,
    bool_or(id IS NULL) OVER (PARTITION BY bac, du) AS corrige_bac,
    bool_or(id IS NULL) OVER (PARTITION BY numero, du) AS corrige_puce
    FROM frise) f JOIN bac b ON b.id = f.bac
WHERE f.numero IS NOT NULL
"""

CLORE = """
WITH m AS (UPDATE puce p SET au = CASE WHEN b.au < p.du THEN p.du ELSE b.au END FROM borne b
    WHERE p.id = b.id AND p.au IS DISTINCT FROM CASE WHEN b.au < p.du THEN p.du ELSE b.au END RETURNING p.bac)
INSERT INTO mouvement SELECT ligne, false FROM pose WHERE numero IS NULL AND bac IN (SELECT bac FROM m)
"""
OUVRIR = """
WITH m AS (INSERT INTO puce (numero, bac, du, au)
    SELECT numero, bac, du, au FROM borne WHERE id IS NULL AND (au IS NULL OR au > du) ORDER BY bac, du
    RETURNING bac, numero, du)
INSERT INTO mouvement SELECT ligne, false FROM pose JOIN m USING (bac, numero, du)
"""


async def poser() -> None:
    """Put the chips of the staged lines on their bins."""
    await executer(TABLES)
    await executer(LIRE, aujourdhui())
    await executer("CREATE INDEX ON pose (bac); CREATE INDEX ON pose (numero); ANALYZE pose")
    await executer(DEROULER)
    await executer(BORNER)
    await executer(CLORE)
    await executer(OUVRIR)

"""The bins themselves. A shared bin has a line for each of its contrats."""

from app.base import executer
from app.imports.bacs.affectations import affecter
from app.imports.bacs.puces import poser
from app.imports.colonnes import decimal, entier, jour, texte
from app.imports.depot import dedoubler, ecarter
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport

COLONNES = (
    texte("numero", 60, obligatoire=True),
    texte("puce", 64),
    texte("reference_contrat", 40),
    decimal("part", 4, effacable=False),
    texte("flux", 60, effacable=False),
    entier("volume_l", 1, 32_000),
    jour("mis_en_service_le"),
    jour("retire_le"),
    jour("depuis", effacable=False),
)

CONTROLES = """
INSERT INTO refus
SELECT ligne, 'reference_contrat', 'contrat inconnu' FROM depot d
    WHERE d.reference_contrat <> '' AND NOT EXISTS (SELECT FROM contrat c WHERE c.reference = d.reference_contrat)
UNION ALL SELECT ligne, 'part', 'une part de 0,0001 à 1 est attendue' FROM depot WHERE part NOT BETWEEN 1 AND 10000
UNION ALL SELECT ligne, 'part', 'les parts de ce bac à cette date dépassent 1'
    FROM (SELECT ligne, sum(coalesce(part, 10000)) OVER (PARTITION BY numero, depuis) AS somme FROM depot
        WHERE reference_contrat <> '') d WHERE somme > 10000
UNION ALL SELECT ligne, 'flux', 'obligatoire pour un bac nouveau' FROM depot d
    WHERE flux IS NULL AND NOT EXISTS (SELECT FROM bac b WHERE b.numero = d.numero)
UNION ALL SELECT ligne, 'retire_le', 'avant la mise en service' FROM depot WHERE retire_le < mis_en_service_le
    AND retire_le <> '-infinity' AND mis_en_service_le <> '-infinity'
UNION ALL SELECT ligne, 'numero', 'les lignes de ce bac ne disent pas la même chose de lui'
    FROM depot JOIN (SELECT numero FROM depot GROUP BY numero
        HAVING count(DISTINCT flux) > 1 OR count(DISTINCT volume_l) > 1 OR count(DISTINCT mis_en_service_le) > 1
            OR count(DISTINCT retire_le) > 1) d USING (numero)
UNION ALL SELECT ligne, 'puce', 'deux puces pour ce bac le même jour'
    FROM depot JOIN (SELECT numero, coalesce(depuis, '-infinity') AS le FROM depot GROUP BY 1, 2
        HAVING count(DISTINCT puce) > 1) d USING (numero) WHERE coalesce(depuis, '-infinity') = le
UNION ALL SELECT ligne, 'puce', 'cette puce sur deux bacs le même jour'
    FROM depot JOIN (SELECT puce, coalesce(depuis, '-infinity') AS le FROM depot WHERE puce <> '' GROUP BY 1, 2
        HAVING count(DISTINCT numero) > 1) d USING (puce) WHERE coalesce(depuis, '-infinity') = le
"""

FLUX = """
INSERT INTO flux (code, libelle) SELECT upper(flux), min(flux) FROM depot WHERE flux IS NOT NULL GROUP BY 1
ORDER BY 1 ON CONFLICT (code) DO NOTHING
"""

PREPARER = """
DROP TABLE IF EXISTS pg_temp.neuf;
CREATE TEMPORARY TABLE neuf ON COMMIT DROP AS
SELECT b.id, d.numero, coalesce(f.id, b.flux) AS flux,
    CASE WHEN d.volume_l IS NULL THEN b.volume_l ELSE nullif(d.volume_l, -999999999999) END::smallint AS volume_l,
    CASE WHEN d.mise IS NULL THEN b.mis_en_service_le ELSE nullif(d.mise, '-infinity') END AS mis_en_service_le,
    CASE WHEN d.retrait IS NULL THEN b.retire_le ELSE nullif(d.retrait, '-infinity') END AS retire_le
FROM (SELECT numero, max(flux) AS flux, max(volume_l) AS volume_l, max(mis_en_service_le) AS mise,
    max(retire_le) AS retrait FROM depot GROUP BY numero) d
    LEFT JOIN bac b ON b.numero = d.numero LEFT JOIN flux f ON f.code = upper(d.flux)
"""

MODIFIER = """
WITH m AS (UPDATE bac b SET (flux, volume_l, mis_en_service_le, retire_le)
    = (n.flux, n.volume_l, n.mis_en_service_le, n.retire_le)
FROM neuf n
WHERE b.id = n.id AND (b.flux, b.volume_l, b.mis_en_service_le, b.retire_le)
    IS DISTINCT FROM (n.flux, n.volume_l, n.mis_en_service_le, n.retire_le)
RETURNING n.numero)
INSERT INTO mouvement SELECT d.ligne, false FROM m JOIN depot d USING (numero)
"""

AJOUTER = """
WITH m AS (INSERT INTO bac (numero, flux, volume_l, mis_en_service_le, retire_le)
SELECT numero, flux, volume_l, mis_en_service_le, retire_le FROM neuf WHERE id IS NULL ORDER BY numero RETURNING numero)
INSERT INTO mouvement SELECT d.ligne, true FROM m JOIN depot d USING (numero)
"""


async def appliquer(rapport: Rapport, _: Pieces) -> None:
    """Check the staged lines, take the bins in, then their chips and the contrats that they serve."""
    await dedoubler("numero", "reference_contrat", "depuis")
    await ecarter(rapport)
    await executer(CONTROLES)
    await ecarter(rapport)
    await executer(FLUX)
    await executer(PREPARER)
    await executer(MODIFIER)
    await executer(AJOUTER)
    await poser()
    await affecter()

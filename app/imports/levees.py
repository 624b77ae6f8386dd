"""levees.csv: emptyings of bins, each given for good to the bin and the contrats of its day."""

from app.base import executer, ligne, valeur
from app.imports.colonnes import choix, decimal, heure, jour, texte
from app.imports.depot import dedoubler, ecarter
from app.imports.espece import Espece
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport
from app.metier.calendrier import aujourdhui
from app.metier.levees import StatutLevee

STATUTS = {statut.value.replace("_", " "): statut.value for statut in StatutLevee}

COLONNES = (
    texte("puce", 64, obligatoire=True),
    jour("date", obligatoire=True),
    heure("heure"),
    decimal("poids_kg", 3),
    texte("tournee", 60),
    choix("statut", STATUTS, effacable=False),
)

CONTROLES = """
INSERT INTO refus SELECT ligne, 'puce', 'puce inconnue' FROM depot d
    WHERE NOT EXISTS (SELECT FROM puce p WHERE p.numero = d.puce)
"""
CONTROLES_VALEURS = """
INSERT INTO refus SELECT ligne, 'date', 'date à venir' FROM depot WHERE date > $1
UNION ALL SELECT ligne, 'poids_kg', 'de 0 à 10 000 kg' FROM depot
    WHERE poids_kg NOT BETWEEN 0 AND 10000000 AND poids_kg <> -999999999999
"""

# Whom a bin serves, within the dates of the contrat itself: after its end its lifts are nobody's.
SERVICE = """
DROP TABLE IF EXISTS pg_temp.service;
CREATE TEMPORARY TABLE service ON COMMIT DROP AS
SELECT a.bac, a.contrat, a.part_dix_milliemes AS part, greatest(a.du, c.souscrit_le) AS du,
    least(a.au, c.termine_le + 1) AS au
FROM affectation a JOIN contrat c ON c.id = a.contrat;
ANALYZE service
"""

# A lift of a day when its chip was on no bin goes to the chip's nearest bin, before rather than after, for no contrat.
# An hour that the clock showed twice (October) is its first passage; one that it never showed (March) is read with the
# winter hour, as a lorry's clock that was not yet put forward would have it.
AJOUTER = """
WITH pose AS (
    SELECT d.*, p.bac, d.date + d.heure AS le_local,
        (d.date + d.heure) AT TIME ZONE $1 AS tard
    FROM depot d LEFT JOIN puce p ON p.numero = d.puce AND p.du <= d.date AND (p.au IS NULL OR d.date < p.au)
    WHERE NOT EXISTS (SELECT FROM levee l WHERE l.puce = d.puce AND l.leve_le_local = d.date + d.heure)
)
INSERT INTO levee (puce, leve_le_local, leve_le, bac, contrat, part_dix_milliemes, poids_g, tournee, statut)
SELECT d.puce, le_local,
    CASE WHEN (tard - interval '1 hour') AT TIME ZONE $1 = le_local THEN tard - interval '1 hour' ELSE tard END,
    coalesce(d.bac, (SELECT q.bac FROM puce q WHERE q.numero = d.puce ORDER BY q.du > d.date, abs(q.du - d.date) LIMIT
        1)),
    s.contrat, coalesce(s.part, 10000), nullif(poids_kg, -999999999999), coalesce(tournee, ''), coalesce(statut, 'OK')
FROM pose d LEFT JOIN service s ON s.bac = d.bac AND (s.du IS NULL OR s.du <= d.date) AND (s.au IS NULL OR d.date <
    s.au)
ORDER BY s.contrat, le_local
"""

DEJA = """
SELECT count(*) FROM depot d
WHERE EXISTS (SELECT FROM levee l WHERE l.puce = d.puce AND l.leve_le_local = d.date + d.heure)
"""

MODIFIER = """
WITH neuf AS (
    UPDATE levee l SET poids_g = CASE WHEN d.poids_kg IS NULL THEN l.poids_g ELSE nullif(d.poids_kg, -999999999999) END,
        tournee = coalesce(d.tournee, l.tournee), statut = coalesce(d.statut, l.statut)
    FROM depot d
    WHERE l.puce = d.puce AND l.leve_le_local = d.date + d.heure
        AND (d.poids_kg IS NOT NULL AND nullif(d.poids_kg, -999999999999) IS DISTINCT FROM l.poids_g
            OR d.tournee <> l.tournee OR d.statut <> l.statut)
    RETURNING d.ligne)
SELECT count(DISTINCT ligne) FROM neuf
"""


async def appliquer(rapport: Rapport, _: Pieces) -> None:
    """Check the staged lines and take them in."""
    await executer(CONTROLES)
    await executer(CONTROLES_VALEURS, aujourdhui())
    await dedoubler("puce", "date", "heure")
    await ecarter(rapport)
    restent = await valeur("SELECT count(*) FROM depot")
    deja = await valeur(DEJA)
    if deja:
        rapport.modifiees = await valeur(MODIFIER)
    if deja < restent:
        collectivite = await ligne("SELECT fuseau FROM collectivite")
        await executer(SERVICE)
        await executer(AJOUTER, collectivite["fuseau"] if collectivite else "Europe/Paris")
        rapport.ajoutees = restent - deja


ESPECE = Espece(COLONNES, appliquer)

"""lignes_facture.csv: the lines of the bills."""

from app.base import executer, valeur
from app.imports.colonnes import decimal, entier, montant, texte
from app.imports.depot import dedoubler, ecarter
from app.imports.espece import Espece
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport

COLONNES = (
    texte("reference_facture", 40, obligatoire=True),
    entier("rang", 0, 32_000, obligatoire=True),
    texte("libelle", 300),
    decimal("quantite", 3),
    decimal("prix_unitaire", 4),
    decimal("taux_tva", 2),
    montant("montant"),
)

CONTROLES = """
INSERT INTO refus SELECT ligne, 'reference_facture', 'facture inconnue' FROM depot d
    WHERE NOT EXISTS (SELECT FROM facture f WHERE f.reference = d.reference_facture)
UNION ALL SELECT ligne, 'taux_tva', 'un taux de 0 à 100 est attendu' FROM depot
    WHERE taux_tva NOT BETWEEN 0 AND 10000 AND taux_tva <> -999999999999
"""

PREPARER = """
DROP TABLE IF EXISTS pg_temp.neuf;
CREATE TEMPORARY TABLE neuf ON COMMIT DROP AS
SELECT d.ligne, l.id, f.id AS facture, d.rang::smallint AS rang, coalesce(d.libelle, l.libelle, '') AS libelle,
    CASE WHEN d.quantite IS NULL THEN l.quantite_milliemes
        ELSE nullif(d.quantite, -999999999999) END AS quantite_milliemes,
    CASE WHEN d.prix_unitaire IS NULL THEN l.prix_unitaire_dix_milliemes
        ELSE nullif(d.prix_unitaire, -999999999999) END AS prix_unitaire_dix_milliemes,
    CASE WHEN d.taux_tva IS NULL THEN l.taux_tva_centiemes
        ELSE nullif(d.taux_tva, -999999999999) END::integer AS taux_tva_centiemes,
    coalesce(d.montant, l.montant_centimes) AS montant_centimes
FROM depot d JOIN facture f ON f.reference = d.reference_facture
    LEFT JOIN ligne_facture l ON l.facture = f.id AND l.rang = d.rang
"""

CONTROLES_NEUFS = """
INSERT INTO refus SELECT ligne, 'montant', 'obligatoire pour une ligne nouvelle' FROM neuf WHERE montant_centimes IS
    NULL
"""

MODIFIER = """
WITH m AS (UPDATE ligne_facture l SET (libelle, quantite_milliemes, prix_unitaire_dix_milliemes, taux_tva_centiemes,
    montant_centimes) = (n.libelle, n.quantite_milliemes, n.prix_unitaire_dix_milliemes, n.taux_tva_centiemes,
    n.montant_centimes)
FROM neuf n
WHERE l.id = n.id AND (l.libelle, l.quantite_milliemes, l.prix_unitaire_dix_milliemes, l.taux_tva_centiemes,
    l.montant_centimes) IS DISTINCT FROM (n.libelle, n.quantite_milliemes, n.prix_unitaire_dix_milliemes,
    n.taux_tva_centiemes, n.montant_centimes)
RETURNING n.ligne)
INSERT INTO mouvement SELECT ligne, false FROM m
"""

AJOUTER = """
INSERT INTO ligne_facture (facture, rang, libelle, quantite_milliemes, prix_unitaire_dix_milliemes, taux_tva_centiemes,
    montant_centimes)
SELECT facture, rang, libelle, quantite_milliemes, prix_unitaire_dix_milliemes, taux_tva_centiemes, montant_centimes
FROM neuf WHERE id IS NULL ORDER BY facture, rang
"""

ECARTS = """
SELECT count(*) FROM facture f
    JOIN (SELECT l.facture, sum(l.montant_centimes) AS somme FROM ligne_facture l
        WHERE l.facture IN (SELECT facture FROM neuf) GROUP BY l.facture) s ON s.facture = f.id
WHERE s.somme <> f.montant_centimes
"""


async def appliquer(rapport: Rapport, _: Pieces) -> None:
    """Check the staged lines and take them in."""
    await executer(CONTROLES)
    await dedoubler("reference_facture", "rang")
    await ecarter(rapport)
    await executer(PREPARER)
    await executer(CONTROLES_NEUFS)
    await executer("DELETE FROM neuf USING refus WHERE neuf.ligne = refus.ligne")
    await ecarter(rapport)
    await executer(MODIFIER)
    await executer("INSERT INTO mouvement SELECT ligne, true FROM neuf WHERE id IS NULL")
    await executer(AJOUTER)
    if ecarts := await valeur(ECARTS):
        rapport.avertissements.append(f"{ecarts} factures dont les lignes ne font pas le total.")


ESPECE = Espece(COLONNES, appliquer)

"""The subscriptions themselves."""

from app.base import executer
from app.imports.colonnes import Colonne, choix, jour, texte
from app.imports.contrats.adresses import PREFIXES, colonnes, facturer_a_l_habitation, verser
from app.imports.depot import dedoubler, ecarter
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport
from app.imports.valeurs import lire_iban
from app.metier.calendrier import maintenant
from app.metier.contrats import ModePaiement

MODES = {mode.value.upper(): mode.value for mode in ModePaiement if mode.value} | {
    "TIP": "titre",
    "MENSUEL": "mensualisation",
}
COLONNES = (
    texte("reference", 40, obligatoire=True),
    texte("code_usager", 40, effacable=False),
    texte("forfait", 80),
    jour("souscrit_le"),
    jour("termine_le"),
    choix("mode_paiement", MODES),
    Colonne("iban", lire_iban),
    *(colonne for prefixe in PREFIXES.values() for colonne in colonnes(prefixe)),
)

PREPARER = """
DROP TABLE IF EXISTS pg_temp.neuf;
CREATE TEMPORARY TABLE neuf ON COMMIT DROP AS
SELECT d.ligne, c.id, d.reference, coalesce(a.id, c.abonne) AS abonne, c.abonne AS ancien_abonne,
    d.code_usager IS NOT NULL AND a.id IS NULL AS abonne_inconnu, coalesce(d.forfait, c.forfait, '') AS forfait,
    CASE WHEN d.souscrit_le IS NULL THEN c.souscrit_le ELSE nullif(d.souscrit_le, '-infinity') END AS souscrit_le,
    CASE WHEN d.termine_le IS NULL THEN c.termine_le ELSE nullif(d.termine_le, '-infinity') END AS termine_le,
    coalesce(d.mode_paiement, c.mode_paiement, '') AS mode_paiement, coalesce(d.iban, c.iban, '') AS iban
FROM depot d LEFT JOIN contrat c ON c.reference = d.reference LEFT JOIN abonne a ON a.code_usager = d.code_usager
"""

CONTROLES = """
INSERT INTO refus
SELECT ligne, 'code_usager', 'abonné inconnu' FROM neuf WHERE abonne_inconnu
UNION ALL SELECT ligne, 'code_usager', 'obligatoire pour un contrat nouveau' FROM neuf
    WHERE abonne IS NULL AND NOT abonne_inconnu
UNION ALL SELECT ligne, 'code_usager', 'le contrat est à un autre abonné' FROM neuf WHERE abonne <> ancien_abonne
UNION ALL SELECT ligne, 'termine_le', 'avant la souscription' FROM neuf WHERE termine_le < souscrit_le
"""

MODIFIER = """
WITH m AS (UPDATE contrat c SET (forfait, souscrit_le, termine_le, mode_paiement, iban, modifie_le)
    = (n.forfait, n.souscrit_le, n.termine_le, n.mode_paiement, n.iban, $1)
FROM neuf n
WHERE c.id = n.id AND (c.forfait, c.souscrit_le, c.termine_le, c.mode_paiement, c.iban)
    IS DISTINCT FROM (n.forfait, n.souscrit_le, n.termine_le, n.mode_paiement, n.iban)
RETURNING n.ligne)
INSERT INTO mouvement SELECT ligne, false FROM m
"""

AJOUTER = """
WITH m AS (INSERT INTO contrat (reference, abonne, forfait, souscrit_le, termine_le, mode_paiement, iban, cree_le,
    modifie_le)
SELECT reference, abonne, forfait, souscrit_le, termine_le, mode_paiement, iban, $1, $1 FROM neuf WHERE id IS NULL
ORDER BY reference RETURNING id, reference)
INSERT INTO mouvement SELECT n.ligne, true FROM neuf n JOIN m USING (reference)
"""


async def appliquer(rapport: Rapport, _: Pieces) -> None:
    """Check the staged lines, take the contrats in, then their addresses."""
    await dedoubler("reference")
    await ecarter(rapport)
    await executer(PREPARER)
    await executer(CONTROLES)
    await executer("DELETE FROM neuf USING refus WHERE neuf.ligne = refus.ligne")
    await ecarter(rapport)
    await facturer_a_l_habitation()
    await executer(MODIFIER, maintenant())
    await executer(AJOUTER, maintenant())
    for usage in PREFIXES:
        await verser(usage)

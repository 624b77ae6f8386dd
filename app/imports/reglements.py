"""reglements.csv: the accountant's lines of the ledger; those that PayFiP announced are confirmed, not added again."""

from app.base import executer
from app.imports.colonnes import Colonne, choix, jour, montant, texte
from app.imports.depot import composer, dedoubler, ecarter
from app.imports.espece import Espece
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport
from app.imports.valeurs import lire_texte
from app.metier.calendrier import maintenant
from app.metier.factures.tables import NatureReglement


def _idop(brut: str) -> str:
    """PayFiP writes its idOp in small letters; not every spreadsheet does."""
    return lire_texte(brut, 60).lower()


COLONNES = (
    texte("reference_reglement", 60, obligatoire=True),
    texte("reference_facture", 40, obligatoire=True),
    choix("nature", {nature.value.upper(): nature.value for nature in NatureReglement}, effacable=False),
    jour("date", obligatoire=True),
    montant("montant", obligatoire=True),
    texte("moyen", 60),
    Colonne("idop", _idop),
    texte("numauto", 60),
)

# The bills are held as the till holds them, so that PayFiP's own line cannot come in between.
TENIR = """
SELECT count(*) FROM (SELECT FROM facture WHERE reference IN (SELECT reference_facture FROM depot)
    ORDER BY id FOR NO KEY UPDATE) f
"""

PREPARER = """
DROP TABLE IF EXISTS pg_temp.neuf, pg_temp.annonce, pg_temp.lien;
CREATE TEMPORARY TABLE neuf ON COMMIT DROP AS
SELECT d.ligne, d.reference_reglement AS reference, f.id AS facture, coalesce(d.nature, 'encaissement') AS nature,
    d.date,
    d.montant, coalesce(d.moyen, '') AS moyen, coalesce(d.idop, '') AS idop, coalesce(d.numauto, '') AS numauto, r.id
FROM depot d LEFT JOIN facture f ON f.reference = d.reference_facture
    LEFT JOIN reglement r ON r.reference = d.reference_reglement;
CREATE TEMPORARY TABLE annonce ON COMMIT DROP AS
SELECT id, facture, montant_centimes AS montant, date, lower(idop) AS idop, numauto, provisoire, reference FROM
    reglement
WHERE source = 'payfip' AND nature = 'encaissement' AND facture IN (SELECT facture FROM neuf);
CREATE TEMPORARY TABLE lien (ligne bigint, annonce integer) ON COMMIT DROP
"""

CONTROLES = """
INSERT INTO refus
SELECT ligne, 'reference_facture', 'facture inconnue' FROM neuf WHERE facture IS NULL
UNION ALL SELECT ligne, 'montant', 'un encaissement est positif, toute autre nature est négative' FROM neuf
    WHERE (nature = 'encaissement') <> (montant > 0) OR montant = 0
UNION ALL SELECT n.ligne, 'reference_reglement', 'déjà enregistré autrement (facture, nature, montant ou date)'
    FROM neuf n JOIN reglement r ON r.id = n.id
    WHERE (r.facture, r.nature, r.montant_centimes) <> (n.facture, n.nature, n.montant)
        OR r.source <> 'payfip' AND r.date <> n.date
"""

# A new line of money received, and what PayFiP announced for that bill. One pass for each way to know one by the other,
# the surest first; what a pass has joined is out of the next ones.
RAPPROCHER = """
INSERT INTO lien SELECT n.ligne, a.id
FROM neuf n JOIN annonce a ON a.facture = n.facture AND $signe
WHERE n.id IS NULL AND n.nature = 'encaissement' AND a.provisoire AND a.reference IS NULL
    AND NOT EXISTS (SELECT FROM lien l WHERE l.ligne = n.ligne OR l.annonce = a.id)
"""
SIGNES = (
    "n.idop <> '' AND n.idop = a.idop",
    "n.numauto <> '' AND n.numauto = a.numauto AND (n.idop = '' OR a.idop = '' OR n.idop = a.idop)",
    "n.montant = a.montant AND abs(n.date - a.date) <= 5 AND (n.idop = '' OR a.idop = '' OR n.idop = a.idop)"
    " AND (n.numauto = '' OR a.numauto = '' OR n.numauto = a.numauto)",
)

POUR_UN_AGENT = """
INSERT INTO refus
SELECT ligne, 'reference_reglement', 'à rapprocher par un agent : plusieurs règlements de PayFiP conviennent'
    FROM lien GROUP BY ligne HAVING count(*) > 1
UNION ALL SELECT ligne, 'reference_reglement', 'à rapprocher par un agent : plusieurs lignes pour un règlement PayFiP'
    FROM (SELECT ligne, count(*) OVER (PARTITION BY annonce) AS fois FROM lien) l WHERE fois > 1
UNION ALL SELECT n.ligne, 'montant', 'à rapprocher par un agent : PayFiP a annoncé un autre montant'
    FROM lien l JOIN neuf n USING (ligne) JOIN annonce a ON a.id = l.annonce WHERE a.montant <> n.montant
UNION ALL SELECT n.ligne, 'idop', 'à rapprocher par un agent : ce paiement est confirmé par ' ||
    a.reference
    FROM neuf n JOIN annonce a ON a.facture = n.facture AND a.idop = n.idop AND n.idop <> '' AND NOT a.provisoire
    WHERE n.id IS NULL AND n.nature = 'encaissement'
UNION ALL SELECT n.ligne, 'idop', 'à rapprocher par un agent : ce paiement est celui d’une autre facture'
    FROM neuf n WHERE n.idop <> '' AND n.id IS NULL AND n.nature = 'encaissement'
        AND EXISTS (SELECT FROM reglement r WHERE r.idop = n.idop AND r.source = 'payfip')
        AND NOT EXISTS (SELECT FROM annonce a WHERE a.idop = n.idop AND a.facture = n.facture)
"""

CONFIRMER = """
WITH m AS (UPDATE reglement r SET reference = n.reference, provisoire = false, confirme_le = $1,
    numauto = coalesce(nullif(r.numauto, ''), n.numauto)
FROM lien l JOIN neuf n USING (ligne) WHERE r.id = l.annonce RETURNING n.ligne)
INSERT INTO mouvement SELECT ligne, false FROM m
"""

AJOUTER = """
INSERT INTO reglement (reference, facture, nature, source, date, montant_centimes, moyen, idop, numauto, provisoire,
    confirme_le, cree_le)
SELECT reference, facture, nature, 'comptable', date, montant, moyen, idop, numauto, false, $1, $1
FROM neuf n WHERE id IS NULL AND NOT EXISTS (SELECT FROM lien l WHERE l.ligne = n.ligne) ORDER BY reference
"""


async def _ecarter(rapport: Rapport) -> None:
    for table in ("neuf", "lien"):
        await executer(composer("DELETE FROM $table x USING refus WHERE x.ligne = refus.ligne", table=table))
    await ecarter(rapport)


async def appliquer(rapport: Rapport, _: Pieces) -> None:
    """Check the staged lines, confirm what PayFiP announced and add the rest."""
    await dedoubler("reference_reglement")
    await ecarter(rapport)
    await executer(TENIR)
    await executer(PREPARER)
    await executer(CONTROLES)
    await _ecarter(rapport)
    for signe in SIGNES:
        await executer(composer(RAPPROCHER, signe=signe))
    await executer(POUR_UN_AGENT)
    await _ecarter(rapport)
    await executer(CONFIRMER, maintenant())
    await executer(
        "INSERT INTO mouvement SELECT ligne, true FROM neuf n WHERE id IS NULL "
        "AND NOT EXISTS (SELECT FROM lien l WHERE l.ligne = n.ligne)"
    )
    await executer(AJOUTER, maintenant())


ESPECE = Espece(COLONNES, appliquer)

"""abonnes.csv: the people and organisations that billing knows."""

import os

from app.base import executer, valeur
from app.imports.colonnes import Colonne, choix, entier, forme, texte
from app.imports.depot import dedoubler, ecarter
from app.imports.espece import Espece
from app.imports.pieces import Pieces
from app.imports.rapport import Rapport
from app.imports.valeurs import lire_courriel, lire_siret, lire_telephone, lire_texte
from app.metier.abonnes import NatureTelephone
from app.metier.calendrier import maintenant
from app.metier.plis import plier_courriel, plier_nom

CIVILITES = {"M": "M", "MR": "M", "MONSIEUR": "M", "MME": "Mme", "MADAME": "Mme", "M OU MME": "M OU Mme"}
NATURES = {plier_nom(nature): nature.value for nature in NatureTelephone} | {"MOBILE": NatureTelephone.PORTABLE.value}


def _civilite(brut: str) -> str:
    """The three civilités of the forms in one spelling; billing's other words stay."""
    return CIVILITES.get(plier_nom(brut)) or lire_texte(brut, 30)


COLONNES = (
    texte("code_usager", 40, obligatoire=True),
    forme("identifiant_portail", "[A-Z]{8}", "8 lettres majuscules attendues", effacable=False),
    texte("categorie", 80),
    Colonne("civilite", _civilite),
    texte("nom", 120),
    Colonne("nom_plie", plier_nom, de="nom"),
    texte("prenom", 120),
    texte("raison_sociale", 160),
    Colonne("raison_pliee", plier_nom, de="raison_sociale"),
    Colonne("siret", lire_siret),
    Colonne("courriel", lire_courriel, de="email"),
    Colonne("courriel_plie", plier_courriel, de="email"),
    *(Colonne(f"telephone_{rang}", lire_telephone) for rang in (1, 2, 3)),
    *(choix(f"nature_{rang}", NATURES, de=f"type_{rang}") for rang in (1, 2, 3)),
    entier("personnes_foyer", 0, 99),
)

# Billing gives its own code to an abonné of the portal's: it is found again by the identifiant portail.
RATTACHER = """
WITH m AS (UPDATE abonne a SET code_usager = d.code_usager, provisoire = false, modifie_le = $1
FROM depot d
WHERE a.provisoire AND a.identifiant_portail = d.identifiant_portail AND a.code_usager <> d.code_usager
    AND NOT EXISTS (SELECT FROM abonne b WHERE b.code_usager = d.code_usager)
RETURNING d.ligne)
INSERT INTO mouvement SELECT ligne, false FROM m
"""

CONTROLES = """
INSERT INTO refus
SELECT d.ligne, 'identifiant_portail', 'identifiant déjà donné à un autre abonné'
FROM depot d JOIN abonne a ON a.identifiant_portail = d.identifiant_portail AND a.code_usager <> d.code_usager
    AND (NOT a.provisoire OR EXISTS (SELECT FROM abonne b WHERE b.code_usager = d.code_usager))
UNION ALL
SELECT ligne, 'identifiant_portail', 'identifiant donné à plusieurs abonnés du fichier'
FROM (SELECT ligne, count(*) OVER (PARTITION BY identifiant_portail) AS fois FROM depot
    WHERE identifiant_portail IS NOT NULL) d WHERE fois > 1
UNION ALL
SELECT d.ligne, 'nom', 'nom ou raison sociale obligatoire'
FROM depot d LEFT JOIN abonne a ON a.code_usager = d.code_usager
    LEFT JOIN abonne p ON p.provisoire AND p.identifiant_portail = d.identifiant_portail
WHERE coalesce(d.nom, a.nom, p.nom, '') = '' AND coalesce(d.raison_sociale, a.raison_sociale, p.raison_sociale, '') = ''
UNION ALL
SELECT d.ligne, 'nom', 'donnez le nom dans la ligne qui efface la raison sociale'
FROM depot d JOIN abonne a ON a.code_usager = d.code_usager
WHERE d.raison_sociale = '' AND a.raison_sociale <> '' AND d.nom IS NULL
"""

# What each abonné will be: the file's value, else the present one. An organisation's folded name is its raison sociale.
PREPARER = """
DROP TABLE IF EXISTS pg_temp.neuf;
CREATE TEMPORARY TABLE neuf ON COMMIT DROP AS
SELECT d.ligne, a.id, d.code_usager, coalesce(d.identifiant_portail, a.identifiant_portail) AS identifiant_portail,
    coalesce(d.categorie, a.categorie, '') AS categorie, coalesce(d.civilite, a.civilite, '') AS civilite,
    coalesce(d.nom, a.nom, '') AS nom, coalesce(d.prenom, a.prenom, '') AS prenom,
    coalesce(d.raison_sociale, a.raison_sociale, '') AS raison_sociale,
    CASE WHEN coalesce(d.raison_sociale, a.raison_sociale, '') <> '' THEN coalesce(d.raison_pliee, a.nom_plie)
        ELSE coalesce(d.nom_plie, a.nom_plie) END AS nom_plie,
    coalesce(d.siret, a.siret, '') AS siret, coalesce(d.courriel, a.courriel, '') AS courriel,
    coalesce(d.courriel_plie, a.courriel_plie, '') AS courriel_plie,
    coalesce(d.telephone_1, a.telephone_1, '') AS telephone_1, coalesce(d.nature_1, a.nature_1, '') AS nature_1,
    coalesce(d.telephone_2, a.telephone_2, '') AS telephone_2, coalesce(d.nature_2, a.nature_2, '') AS nature_2,
    coalesce(d.telephone_3, a.telephone_3, '') AS telephone_3, coalesce(d.nature_3, a.nature_3, '') AS nature_3,
    CASE WHEN d.personnes_foyer IS NULL THEN a.personnes_foyer
        ELSE nullif(d.personnes_foyer, -999999999999) END::smallint AS personnes_foyer
FROM depot d LEFT JOIN abonne a ON a.code_usager = d.code_usager
"""

MODIFIER = """
WITH m AS (UPDATE abonne a SET (identifiant_portail, categorie, civilite, nom, prenom, raison_sociale, nom_plie,
    siret, courriel,
    courriel_plie, telephone_1, nature_1, telephone_2, nature_2, telephone_3, nature_3, personnes_foyer, modifie_le)
    = (n.identifiant_portail, n.categorie, n.civilite, n.nom, n.prenom, n.raison_sociale, n.nom_plie, n.siret,
        n.courriel,
    n.courriel_plie, n.telephone_1, n.nature_1, n.telephone_2, n.nature_2, n.telephone_3, n.nature_3,
        n.personnes_foyer, $1)
FROM neuf n
WHERE a.id = n.id AND (a.identifiant_portail, a.categorie, a.civilite, a.nom, a.prenom, a.raison_sociale, a.nom_plie,
    a.siret, a.courriel, a.courriel_plie, a.telephone_1, a.nature_1, a.telephone_2, a.nature_2, a.telephone_3,
        a.nature_3,
    a.personnes_foyer)
    IS DISTINCT FROM (n.identifiant_portail, n.categorie, n.civilite, n.nom, n.prenom, n.raison_sociale, n.nom_plie,
    n.siret, n.courriel, n.courriel_plie, n.telephone_1, n.nature_1, n.telephone_2, n.nature_2, n.telephone_3,
        n.nature_3,
    n.personnes_foyer)
RETURNING n.ligne)
INSERT INTO mouvement SELECT ligne, false FROM m
"""

AJOUTER = """
INSERT INTO abonne (code_usager, identifiant_portail, categorie, civilite, nom, prenom, raison_sociale, nom_plie, siret,
    courriel, courriel_plie, telephone_1, nature_1, telephone_2, nature_2, telephone_3, nature_3, personnes_foyer,
    provisoire, opposition, retractation, cree_le, modifie_le)
SELECT code_usager, identifiant_portail, categorie, civilite, nom, prenom, raison_sociale, nom_plie, siret,
    courriel, courriel_plie, telephone_1, nature_1, telephone_2, nature_2, telephone_3, nature_3, personnes_foyer,
    false, false, false, $1, $1
FROM neuf WHERE id IS NULL ORDER BY code_usager
"""

NOMMER = """
WITH sans AS (SELECT ligne, row_number() OVER (ORDER BY ligne) AS rang FROM neuf WHERE identifiant_portail IS NULL),
    tires AS (SELECT t.identifiant, row_number() OVER () AS rang FROM unnest($1::text[]) AS t (identifiant)
        WHERE NOT EXISTS (SELECT FROM abonne a WHERE a.identifiant_portail = t.identifiant)
            AND NOT EXISTS (SELECT FROM neuf n WHERE n.identifiant_portail = t.identifiant))
UPDATE neuf n SET identifiant_portail = tires.identifiant
FROM sans JOIN tires USING (rang) WHERE n.ligne = sans.ligne
"""

LETTRES = bytes(65 + octet % 26 for octet in range(256))
BIAISES = bytes(range(234, 256))
"""26 × 9 = 234: bytes from there on would favour the first letters, so they are thrown away."""
TIRAGE = 10_000


def tirer_identifiants(combien: int) -> list[str]:
    """Different identifiants portail of 8 capital letters from the system's generator (38 bits each)."""
    tires: set[str] = set()
    while len(tires) < combien:
        lettres = os.urandom(9 * (combien - len(tires)) + 8).translate(LETTRES, BIAISES).decode()
        tires.update(lettres[debut : debut + 8] for debut in range(0, len(lettres) - 7, 8))
    return list(tires)[:combien]


async def appliquer(rapport: Rapport, _: Pieces) -> None:
    """Check the staged lines and take them in."""
    await executer(CONTROLES)
    await dedoubler("code_usager")
    await ecarter(rapport)
    await executer(RATTACHER, maintenant())
    await executer(PREPARER)
    while manquent := await valeur("SELECT count(*) FROM neuf WHERE identifiant_portail IS NULL"):
        await executer(NOMMER, tirer_identifiants(min(manquent, TIRAGE)))
    await executer(MODIFIER, maintenant())
    await executer("INSERT INTO mouvement SELECT ligne, true FROM neuf WHERE id IS NULL")
    await executer(AJOUTER, maintenant())


ESPECE = Espece(COLONNES, appliquer)

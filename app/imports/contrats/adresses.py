"""The two addresses of a contrat, each through time."""

from app.base import executer
from app.imports.colonnes import Colonne, texte
from app.imports.depot import composer
from app.imports.valeurs import lire_pays
from app.metier.calendrier import aujourdhui
from app.metier.contrats import UsageAdresse

PREFIXES = {UsageAdresse.HABITATION: "hab", UsageAdresse.FACTURATION: "fac"}
CHAMPS = (
    *("numero", "ext", "rue", "ligne2", "batiment", "escalier", "appartement", "etage", "bp", "code_postal", "ville"),
    *("complement_ville", "pays"),
)


def colonnes(prefixe: str) -> tuple[Colonne, ...]:
    """The columns of one address in the file."""
    pays = Colonne(f"{prefixe}_pays", lire_pays, effacable=False)
    return (*(texte(f"{prefixe}_{champ}", 120) for champ in CHAMPS if champ != "pays"), pays)


def _noms(gabarit: str, usage: UsageAdresse = UsageAdresse.HABITATION) -> str:
    return ", ".join(gabarit.format(champ=champ, prefixe=PREFIXES[usage]) for champ in CHAMPS)


RECOPIER = composer(
    """
UPDATE depot d SET ($fac) = ($hab) FROM neuf n
WHERE n.ligne = d.ligne AND n.id IS NULL AND num_nonnulls($fac) = 0
""",
    hab=_noms("hab_{champ}"),
    fac=_noms("fac_{champ}"),
)

# What each address is to be, for the lines that say something of it.
PREPARER = """
INSERT INTO version (ligne, contrat, ancienne, depuis, valable_du, $champs)
SELECT d.ligne, c.id, a.id, a.valable_du, CASE WHEN a.id IS NULL THEN coalesce(c.souscrit_le, $1) ELSE $1 END, $valeurs
FROM depot d JOIN contrat c ON c.reference = d.reference
    LEFT JOIN adresse a ON a.contrat = c.id AND a.usage = $2 AND a.valable_au IS NULL
WHERE num_nonnulls($fichier) > 0 AND (a.id IS NULL OR ($presentes) IS DISTINCT FROM ($valeurs))
"""

# A version that begins today is corrected; an older one ends today, and the next begins.
CORRIGER = """
UPDATE adresse a SET ($champs) = ($neuves) FROM version v WHERE a.id = v.ancienne AND v.depuis >= $1
"""
CLORE = "UPDATE adresse a SET valable_au = $1 FROM version v WHERE a.id = v.ancienne AND v.depuis < $1"
OUVRIR = """
INSERT INTO adresse (contrat, usage, valable_du, $champs)
SELECT contrat, $2, valable_du, $champs FROM version WHERE ancienne IS NULL OR depuis < $1 ORDER BY contrat
"""


async def facturer_a_l_habitation() -> None:
    """A new contrat whose line says nothing of where its bills go has them sent to the dwelling."""
    await executer(RECOPIER)


async def verser(usage: UsageAdresse) -> None:
    """Give the contrats of the staged lines their addresses of that use."""
    noms = {
        "champs": _noms("{champ}"),
        "presentes": _noms("a.{champ}"),
        "neuves": _noms("v.{champ}"),
        "fichier": _noms("d.{prefixe}_{champ}", usage),
        "valeurs": _noms("coalesce(d.{prefixe}_{champ}, a.{champ}, '')", usage),
    }
    jour = aujourdhui()
    await executer("DROP TABLE IF EXISTS pg_temp.version")
    await executer(
        composer(
            "CREATE TEMPORARY TABLE version (ligne bigint, contrat integer, ancienne integer, depuis date, "
            "valable_du date, $definitions) ON COMMIT DROP",
            definitions=_noms("{champ} text"),
        )
    )
    await executer(composer(PREPARER, **noms), jour, usage.value)
    await executer("UPDATE version SET pays = 'FR' WHERE pays = ''")
    await executer(composer(CORRIGER, **noms), jour)
    await executer(composer(CLORE, **noms), jour)
    await executer(composer(OUVRIR, **noms), jour, usage.value)
    await executer("INSERT INTO mouvement SELECT ligne, false FROM version")

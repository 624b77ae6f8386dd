"""« Je n’ai pas reçu le lien »: the one that waits for an address goes again; the screen never says if one did."""

from dataclasses import dataclass

import asyncpg

from app.base import ligne, transaction
from app.metier import courriels
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.comptes.creation import permise
from app.metier.comptes.jetons import emettre
from app.metier.comptes.noms import Denomination
from app.metier.comptes.silence import au_meme_pas, en_silence
from app.metier.comptes.tables import NatureJeton
from app.metier.courriels import references
from app.metier.limites import prendre
from app.metier.suivi import Acteur, journaliser

EN_ATTENTE = """
SELECT j.nature, j.compte, j.abonne, j.courriel, j.mot_de_passe, j.appareil, a.nom, a.prenom, a.raison_sociale
FROM jeton j LEFT JOIN abonne a ON a.id = j.abonne
WHERE lower(j.courriel) = lower($1) AND j.nature = ANY($2) AND j.consomme_le IS NULL AND j.expire_le > $3
ORDER BY j.cree_le DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Attente:
    """A link that has not been used: all that it carries."""

    nature: NatureJeton
    courriel: str
    compte: int | None = None
    abonne: int | None = None
    mot_de_passe: str = ""
    appareil: str = ""
    nom: str = ""


async def renvoyer(courriel: str, *, adresse: str) -> None:
    """Send again the link that waits for this address, under a new token; the old one dies. Raises `TropDEssais`."""
    await prendre(plafonds.DEMANDES_ADRESSE, adresse)
    async with au_meme_pas(), transaction():
        trouve = await _en_attente(courriel)
        permis = await permise(plafonds.COURRIELS_BOITE, courriel, garder=trouve is not None)
        attente = trouve or Attente(NatureJeton.ACTIVATION, courriel)
        async with en_silence(garder=permis and trouve is not None):
            await _renvoyer(attente)


async def _renvoyer(attente: Attente) -> None:
    jeton = await emettre(
        attente.nature, courriel=attente.courriel, compte=attente.compte, abonne=attente.abonne,
        mot_de_passe=attente.mot_de_passe, appareil=attente.appareil,
    )  # fmt: skip
    if attente.nature is NatureJeton.CREATION:
        await courriels.activation(attente.courriel, jeton, nom=attente.nom)
    elif attente.compte is not None:
        await references.proposees(attente.courriel, jeton)
    else:
        await courriels.activation_adresse(attente.courriel, jeton)
    await journaliser(
        "lien_renvoye", f"abonne:{attente.abonne}", "Le lien d’activation est demandé à nouveau", acteur=Acteur.PUBLIC
    )


async def _en_attente(courriel: str) -> Attente | None:
    natures = [NatureJeton.CREATION.value, NatureJeton.ACTIVATION.value]
    lu = await ligne(EN_ATTENTE, courriel, natures, maintenant())
    return None if lu is None else _attente(lu)


def _attente(lu: asyncpg.Record) -> Attente:
    return Attente(
        nature=NatureJeton(lu["nature"]),
        courriel=lu["courriel"],
        compte=lu["compte"],
        abonne=lu["abonne"],
        mot_de_passe=lu["mot_de_passe"],
        appareil=lu["appareil"],
        nom=Denomination(lu["nom"] or "", lu["prenom"] or "", lu["raison_sociale"] or "").usuelle,
    )

"""The collectivité's settings as every page reads them, kept for a moment."""

import time
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from app.base import inscription_courante, ligne

FRAICHEUR = 1.0
"""Seconds: a setting that an agent changes takes effect within this time on every process."""


@dataclass(frozen=True, slots=True)
class Profil:
    """One row of `collectivite`, plus its logo's address (see the table for what each setting means)."""

    nom: str
    nom_court: str
    titre: str
    sous_titre: str
    courriel_contact: str
    telephone: str
    adresse: str
    site: str
    siret: str
    accent: str
    portes: str
    paiement_en_ligne: bool
    paiement_groupe: bool
    duplicata: bool
    declaration_reglee: bool
    alerte_publication: bool
    delai_nouvel_essai: int
    acceptation_automatique: bool
    fuseau: str
    calendriers: str
    etat_accessibilite: str
    directeur_publication: str
    hebergeur: str
    delegue_protection: str
    logo_url: str | None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its residents' calendars."""
        return ZoneInfo(self.fuseau)


class CollectiviteSansReglages(RuntimeError):
    """The database has no row of settings yet: nothing can be shown."""


COLONNES = ", ".join(champ for champ in Profil.__dataclass_fields__ if champ != "logo_url")
REQUETE = f"""
SELECT {COLONNES}, (SELECT '/logo/' || empreinte FROM logo ORDER BY id DESC LIMIT 1) AS logo_url FROM collectivite
"""  # noqa: S608 -- names of our own fields

_lus: dict[str, tuple[float, Profil]] = {}


async def profil_courant() -> Profil:
    """The settings of the collectivité in the context, at most `FRAICHEUR` seconds old."""
    cle = inscription_courante().dsn
    lu = _lus.get(cle)
    if lu is not None and time.monotonic() - lu[0] < FRAICHEUR:
        return lu[1]
    trouvee = await ligne(REQUETE)
    if trouvee is None:
        raise CollectiviteSansReglages(inscription_courante().nom)
    profil = Profil(**dict(trouvee))
    _lus[cle] = (time.monotonic(), profil)
    return profil


def oublier_les_profils() -> None:
    """Read the settings anew at the next page (an act that changes them says so)."""
    _lus.clear()

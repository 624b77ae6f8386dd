"""The settings of the collectivité."""

from typing import Annotated
from zoneinfo import available_timezones

from pydantic import BaseModel, Field, StringConstraints, field_validator
from stdnum.exceptions import ValidationError as CleFausse
from stdnum.fr import siret

from app.agents.fiches.genres import AdresseWebFacultative, Courriel, CourrielFacultatif, Libre, Obligatoire
from app.gabarits.couleurs import accent_accepte
from app.metier.collectivite import EtatAccessibilite, Portes

UN_JOUR = 1_440
"""Minutes."""


class FicheCollectivite(BaseModel):
    """One row, taken into account at once by every page."""

    nom: Obligatoire
    nom_court: Obligatoire
    titre: Obligatoire
    sous_titre: Obligatoire
    courriel_contact: Courriel
    telephone: Libre = ""
    adresse: Libre = ""
    site: AdresseWebFacultative = ""
    siret: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    accent: Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True)] = ""
    portes: Portes
    paiement_en_ligne: bool
    paiement_groupe: bool
    duplicata: bool
    declaration_reglee: bool
    alerte_publication: bool
    delai_nouvel_essai: Annotated[int, Field(ge=15, le=UN_JOUR)]
    acceptation_automatique: bool
    fuseau: str
    calendriers: AdresseWebFacultative = ""
    etat_accessibilite: EtatAccessibilite
    directeur_publication: Libre = ""
    hebergeur: Libre = ""
    delegue_protection: CourrielFacultatif = ""

    @field_validator("siret")
    @classmethod
    def _cle_juste(cls, texte: str) -> str:
        try:
            return str(siret.validate(texte)) if texte else ""
        except CleFausse:
            raise ValueError("Saisissez les 14 chiffres du SIRET ; sa clé doit être juste.") from None

    @field_validator("accent")
    @classmethod
    def _lisible(cls, texte: str) -> str:
        if texte and not accent_accepte(texte):
            raise ValueError("Saisissez une couleur #rrggbb assez sombre : contraste de 4,5 avec le blanc, ou rien.")
        return texte

    @field_validator("fuseau")
    @classmethod
    def _connu(cls, texte: str) -> str:
        if texte not in available_timezones():
            raise ValueError("Saisissez un fuseau horaire, par exemple Europe/Paris ou Indian/Reunion.")
        return texte

"""Through whom the residents pay."""

import re
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints, field_validator

from app.agents.fiches.genres import Libre, Obligatoire
from app.metier.collectivite import ModePaiementLigne, NatureClient, PortePaiement

CHAMPS_REFDET = {"{refdet}", "{exercice}", "{reference}"}


class FicheComptable(BaseModel):
    """The public accountant."""

    nom: Obligatoire
    adresse: Libre = ""
    telephone: Libre = ""
    horaires: Libre = ""


class FicheClientPayfip(BaseModel):
    """One enrolment at the Treasury."""

    numcli: Annotated[str, StringConstraints(strip_whitespace=True)]
    libelle: Obligatoire
    comptable: Annotated[int, Field(ge=1, le=2_147_483_647)]
    nature: NatureClient
    porte: PortePaiement = PortePaiement.SERVICE
    mode: ModePaiementLigne = ModePaiementLigne.TEST
    gabarit_refdet: Obligatoire = "{refdet}"
    gabarit_affichage: Annotated[str, StringConstraints(strip_whitespace=True)] = ""
    carte: bool = True
    prelevement: bool = True
    plafond_centimes: Annotated[int, Field(ge=100, le=9_999_999)] = 9_999_999
    delai_paiement_jours: Annotated[int, Field(ge=1, le=3_650)] | None = None
    actif: bool = True

    @field_validator("numcli")
    @classmethod
    def _six_chiffres(cls, texte: str) -> str:
        if not re.fullmatch(r"[0-9]{6}", texte):
            raise ValueError("Saisissez les 6 chiffres du numéro de client, zéros en tête compris, par exemple 090909.")
        return texte

    @field_validator("gabarit_refdet")
    @classmethod
    def _champs_connus(cls, texte: str) -> str:
        reste = re.sub("|".join(re.escape(champ) for champ in CHAMPS_REFDET), "", texte)
        if reste == texte or not re.fullmatch(r"[A-Za-z0-9]*", reste):
            raise ValueError("Assemblez {refdet}, {exercice}, {reference}, des chiffres et des lettres.")
        return texte

    @field_validator("gabarit_affichage")
    @classmethod
    def _longueurs(cls, texte: str) -> str:
        if texte and not re.fullmatch(r"[1-9][0-9]?(-[1-9][0-9]?)*", texte):
            raise ValueError("Donnez les longueurs des groupes séparées par des tirets, par exemple 4-4-14.")
        return texte

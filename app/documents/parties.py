"""Who stands on a document: the collectivité that bills, the accountant who is paid, the addressee."""

from pydantic import BaseModel, ConfigDict

from app.documents.formats import siret
from app.gabarits.filtres import telephone


class Donnees(BaseModel):
    """Plain values, checked once and never changed: a document is a function of them."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Emetteur(Donnees):
    """The collectivité; empty values are left out of the document."""

    nom: str
    adresse: tuple[str, ...] = ()
    site: str = ""
    siret: str = ""
    courriel: str = ""

    def vue(self) -> dict[str, object]:
        return self.model_dump() | {"siret": siret(self.siret)}


class Comptable(Donnees):
    """Who receives the money: the service de gestion comptable, or the régie."""

    nom: str
    adresse: tuple[str, ...] = ()
    telephone: str = ""
    horaires: str = ""

    def vue(self) -> dict[str, object]:
        return self.model_dump() | {"telephone": telephone(self.telephone)}


class Destinataire(Donnees):
    """The billed household as printed, with the two codes that it knows from paper."""

    nom: str
    adresse: tuple[str, ...] = ()
    code_usager: str
    identifiant_portail: str

    def vue(self) -> dict[str, object]:
        return self.model_dump()

"""A page with a form: shown, sent back with what is wrong, or put off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from litestar import Response

from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.limites import TropDEssais
from app.web.rendu import rendre
from app.web.saisies import phrase_d_attente, secondes_d_attente
from app.web.temoins import Requete

SECONDES_OCCUPEES = 10
"""Retry-After where the passwords' queue is full."""
SECRETS = frozenset({"mot_de_passe", "present", "nouveau", "confirmation", "code"})
"""Fields that never come back."""


@dataclass(frozen=True, slots=True)
class Page:
    """Its template, its h1, and what the template wants at each showing."""

    gabarit: str
    titre: str
    fixe: Mapping[str, object] = field(default_factory=dict)

    def montrer(self, request: Requete, **contexte: object) -> Response[bytes]:
        """The empty form."""
        return rendre(request, self.gabarit, **{"titre": self.titre, **self.fixe} | contexte)  # type: ignore[arg-type]

    def corriger(
        self,
        request: Requete,
        champs: Mapping[str, str],
        erreurs: Mapping[str, str],
        *,
        ordre: Iterable[str] = (),
        **contexte: object,
    ) -> Response[bytes]:
        """The form again with 422: what is wrong, in the form's order, and every value but passwords."""
        rang = {nom: place for place, nom in enumerate(ordre)}
        triees = dict(sorted(erreurs.items(), key=lambda erreur: rang.get(erreur[0], -1)))
        return self._encore(request, champs, triees, 422, contexte)

    def differer(
        self, request: Requete, champs: Mapping[str, str], refus: TropDEssais | TropDeCalculs, **contexte: object
    ) -> Response[bytes]:
        """The form again: too many tries (429, with the hour of the next one) or too much work for now (503)."""
        if isinstance(refus, TropDeCalculs):
            return self._attendre(request, champs, refus.phrase, 503, SECONDES_OCCUPEES, contexte)
        phrase = phrase_d_attente(refus, request.state.profil.fuseau)
        return self._attendre(request, champs, phrase, 429, secondes_d_attente(refus), contexte)

    def _attendre(
        self,
        request: Requete,
        champs: Mapping[str, str],
        phrase: str,
        code: int,
        secondes: int,
        contexte: dict[str, object],
    ) -> Response[bytes]:
        reponse = self._encore(request, champs, {"": phrase}, code, contexte)
        reponse.headers["Retry-After"] = str(secondes)
        return reponse

    def _encore(
        self,
        request: Requete,
        champs: Mapping[str, str],
        erreurs: Mapping[str, str],
        code: int,
        contexte: dict[str, object],
    ) -> Response[bytes]:
        gardes = {nom: valeur for nom, valeur in champs.items() if nom not in SECRETS}
        return self.montrer(request, status_code=code, valeurs=gardes, erreurs=dict(erreurs), **contexte)

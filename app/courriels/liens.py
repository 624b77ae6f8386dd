"""The addresses that mails carry, always on the collectivité's own origin."""

from uuid import UUID

from app.base import inscription_courante
from app.metier.comptes.jetons import valeur_du_jeton

CHEMINS = {
    "activation": "/compte/activation/",
    "activation_adresse": "/compte/activation/",
    "references_proposees": "/compte/activation/",
    "mot_de_passe": "/mot-de-passe/",
    "adresse_confirmation": "/compte/adresse/",
    "adresse_demandee": "/compte/adresse/annulation/",
    "adresse_changee": "/compte/adresse/annulation/",
    "adresse_retablie": "/mot-de-passe/",
    "second_facteur_actif": "/compte/second-facteur/annulation/",
    "second_facteur_annule": "/mot-de-passe/",
}
"""Models whose mail carries a link that acts: what comes before the token."""


def avec_lien(modele: str, donnees: dict[str, object]) -> dict[str, object]:
    """The data of a mail with its `lien` computed from the id of its token; nothing to do for the other models."""
    if modele not in CHEMINS:
        return donnees
    jeton = valeur_du_jeton(UUID(str(donnees["jeton"])))
    return donnees | {"lien": f"{inscription_courante().origine}{CHEMINS[modele]}{jeton}"}

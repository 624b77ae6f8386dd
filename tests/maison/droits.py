"""The rights matrix: one line per route and method. A route that has no line fails the tests.

`PUBLIC`   anybody.
`USAGER`   a signed-in resident; where the address names an object, its owner alone: for everybody else it is not there.
`AGENT`    staff with a proved second factor.
`TRESOR`   what PayFiP's servers and the browsers that it sends back call: no session, nothing believed.
"""

from dataclasses import dataclass
from enum import StrEnum


class Qui(StrEnum):
    """Who may."""

    PUBLIC = "public"
    USAGER = "usager"
    AGENT = "agent"
    TRESOR = "tresor"


@dataclass(frozen=True, slots=True)
class Droit:
    """A route's line. `exemple` is an address of the owner's own, where the pattern has parameters."""

    qui: Qui
    exemple: str = ""


REFERENCE = "MATRICE-0001"
"""A bill of the owner, made by the matrix's test."""
RATTACHEMENT = "424242"
"""The owner's rattachement, numbered by the matrix's test."""
EXPORT = "434343"
"""The copy of the owner's data, numbered by the matrix's test."""

_PUBLIC, _USAGER, _AGENT, _TRESOR = (Droit(qui) for qui in Qui)


def _pages(qui: Droit, *chemins: str) -> dict[tuple[str, str], Droit]:
    return {("GET", chemin): qui for chemin in chemins}


def _actes(qui: Droit, *chemins: str) -> dict[tuple[str, str], Droit]:
    return {("POST", chemin): qui for chemin in chemins}


DROITS: dict[tuple[str, str], Droit] = {
    ("GET", "/statique/{nom:str}"): Droit(Qui.PUBLIC, "/statique/rien.css"),
    ("GET", "/logo/{empreinte:str}"): Droit(Qui.PUBLIC, "/logo/0000"),
    # Public pages
    **_pages(_PUBLIC, "/", "/emmenagement", "/calendriers-de-collecte", "/contact", "/contact/envoi", "/plan-du-site"),
    **_pages(_PUBLIC, "/aide", "/mentions-legales", "/donnees-personnelles", "/accessibilite"),
    **_actes(_PUBLIC, "/contact"),
    # Getting in
    **_pages(_PUBLIC, "/compte/creation", "/compte/creation/envoyee", "/compte/activation"),
    **_pages(_PUBLIC, "/compte/activation/envoyee", "/connexion", "/mot-de-passe", "/mot-de-passe/envoye"),
    **_actes(_PUBLIC, "/compte/creation", "/compte/activation", "/connexion", "/deconnexion", "/mot-de-passe"),
    ("GET", "/compte/activation/{jeton:str}"): Droit(Qui.PUBLIC, "/compte/activation/inconnu"),
    ("POST", "/compte/activation/{jeton:str}"): Droit(Qui.PUBLIC, "/compte/activation/inconnu"),
    ("GET", "/mot-de-passe/{jeton:str}"): Droit(Qui.PUBLIC, "/mot-de-passe/inconnu"),
    ("POST", "/mot-de-passe/{jeton:str}"): Droit(Qui.PUBLIC, "/mot-de-passe/inconnu"),
    **_pages(_PUBLIC, "/compte/renvoi", "/compte/renvoi/envoye", "/compte/activation/faite"),
    **_actes(_PUBLIC, "/compte/renvoi"),
    # The resident's tabs
    **_pages(_USAGER, "/espace", "/informations", "/bacs", "/factures", "/factures/reglements", "/services", "/suivi"),
    **_actes(_USAGER, "/espace/contrat"),
    ("GET", "/factures/{reference:str}"): Droit(Qui.USAGER, f"/factures/{REFERENCE}"),
    ("GET", "/factures/{reference:str}/duplicata"): Droit(Qui.USAGER, f"/factures/{REFERENCE}/duplicata"),
    ("GET", "/factures/{reference:str}/recu/{paiement:int}"): Droit(Qui.USAGER, f"/factures/{REFERENCE}/recu/1"),
    ("GET", "/factures/{reference:str}/paiement"): Droit(Qui.USAGER, f"/factures/{REFERENCE}/paiement"),
    ("POST", "/factures/{reference:str}/paiement"): Droit(Qui.USAGER, f"/factures/{REFERENCE}/paiement"),
    # The account: password, login address, browsers signed in
    **_pages(_USAGER, "/informations/mot-de-passe", "/informations/connexions", "/informations/adresse"),
    **_actes(_USAGER, "/informations/mot-de-passe", "/informations/connexions/fermeture", "/informations/adresse"),
    **_actes(_USAGER, "/informations/adresse/abandon"),
    **_pages(_PUBLIC, "/compte/adresse/confirmee", "/compte/adresse/annulee"),
    ("GET", "/compte/adresse/{jeton:str}"): Droit(Qui.PUBLIC, "/compte/adresse/inconnu"),
    ("POST", "/compte/adresse/{jeton:str}"): Droit(Qui.PUBLIC, "/compte/adresse/inconnu"),
    ("GET", "/compte/adresse/annulation/{jeton:str}"): Droit(Qui.PUBLIC, "/compte/adresse/annulation/inconnu"),
    ("POST", "/compte/adresse/annulation/{jeton:str}"): Droit(Qui.PUBLIC, "/compte/adresse/annulation/inconnu"),
    ("POST", "/informations/connexions/{numero:int}/fermeture"): Droit(
        Qui.USAGER, "/informations/connexions/1/fermeture"
    ),
    **_pages(_USAGER, "/informations/references"),
    **_actes(_USAGER, "/informations/references"),
    ("GET", "/informations/references/{numero:int}/retrait"): Droit(
        Qui.USAGER, f"/informations/references/{RATTACHEMENT}/retrait"
    ),
    ("POST", "/informations/references/{numero:int}/retrait"): Droit(
        Qui.USAGER, f"/informations/references/{RATTACHEMENT}/retrait"
    ),
    # The second factor
    **_pages(_PUBLIC, "/connexion/code"),
    **_actes(_PUBLIC, "/connexion/code"),
    **_pages(_PUBLIC, "/compte/second-facteur/annule"),
    ("GET", "/compte/second-facteur/annulation/{jeton:str}"): Droit(
        Qui.PUBLIC, "/compte/second-facteur/annulation/inconnu"
    ),
    ("POST", "/compte/second-facteur/annulation/{jeton:str}"): Droit(
        Qui.PUBLIC, "/compte/second-facteur/annulation/inconnu"
    ),
    **_pages(_USAGER, "/informations/second-facteur", "/informations/second-facteur/mise-en-place"),
    **_pages(_USAGER, "/informations/second-facteur/qr.svg", "/informations/second-facteur/codes"),
    **_pages(_USAGER, "/informations/second-facteur/retrait"),
    **_actes(_USAGER, "/informations/second-facteur", "/informations/second-facteur/mise-en-place"),
    **_actes(_USAGER, "/informations/second-facteur/codes", "/informations/second-facteur/retrait"),
    # The account: choices, copy of one's data
    **_pages(_USAGER, "/informations/choix", "/informations/donnees"),
    **_actes(_USAGER, "/informations/choix", "/informations/donnees"),
    ("GET", "/informations/donnees/{numero:int}"): Droit(Qui.USAGER, f"/informations/donnees/{EXPORT}"),
    **_pages(_AGENT, "/agents/codes-secours"),
    **_actes(_AGENT, "/agents/codes-secours"),
    # Staff: the doors are public, what lies behind is not
    **_pages(_PUBLIC, "/agents/connexion", "/agents/second-facteur", "/agents/second-facteur/qr.svg"),
    **_actes(_PUBLIC, "/agents/connexion", "/agents/second-facteur", "/agents/deconnexion"),
    **_pages(_AGENT, "/agents", "/agents/logo", "/agents/mot-de-passe"),
    **_actes(_AGENT, "/agents/logo", "/agents/logo/retrait", "/agents/mot-de-passe"),
    **_pages(_AGENT, "/agents/comptes"),
    ("GET", "/agents/comptes/{numero:int}"): Droit(Qui.AGENT, "/agents/comptes/1"),
    ("POST", "/agents/comptes/{numero:int}/connexions"): Droit(Qui.AGENT, "/agents/comptes/1/connexions"),
    ("POST", "/agents/comptes/{numero:int}/lien"): Droit(Qui.AGENT, "/agents/comptes/1/lien"),
    ("GET", "/agents/comptes/{numero:int}/second-facteur"): Droit(Qui.AGENT, "/agents/comptes/1/second-facteur"),
    ("POST", "/agents/comptes/{numero:int}/second-facteur"): Droit(Qui.AGENT, "/agents/comptes/1/second-facteur"),
    ("GET", "/agents/comptes/{numero:int}/fermeture"): Droit(Qui.AGENT, "/agents/comptes/1/fermeture"),
    ("POST", "/agents/comptes/{numero:int}/fermeture"): Droit(Qui.AGENT, "/agents/comptes/1/fermeture"),
    # Coming back from PayFiP
    ("GET", "/paiement/{numero:str}"): Droit(Qui.PUBLIC, "/paiement/inconnu"),
    **_pages(_TRESOR, "/paiement/notification", "/paiement/retour"),
    **_actes(_TRESOR, "/paiement/notification", "/paiement/retour"),
}

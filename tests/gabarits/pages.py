"""A page that uses every macro, and what base.html needs to draw it."""

from types import SimpleNamespace

from app.gabarits import environnement

CONTENU = """{% extends "base.html" %}
{% from "macros/champs.html" import champ, liste, case, boutons_radio, date_en_trois, fichier, texte_long, jeton
   with context %}
{% from "macros/erreurs.html" import recapitulatif %}
{% from "macros/boutons.html" import action, precedent, envoyer, lien, lien_fichier with context %}
{% from "macros/tableaux.html" import tableau, rang, cellule, etat %}
{% from "macros/pagination.html" import filtres, pagination %}
{% block contenu %}
{{ recapitulatif(erreurs) }}
<h1>Essai</h1>
<form method="post" action="/essai" novalidate>
{{ jeton() }}
{{ champ("ville", "Ville", aide="Par exemple BAILLEUL", autocomplete="address-level2") }}
{{ champ("secret", "Mot de passe", "password", autocomplete="current-password") }}
{{ liste("civilite", "Civilité", [("M", "M"), ("Mme", "Mme")]) }}
{{ case("accord", "Rester connecté", aide="Sauf sur un ordinateur partagé") }}
{{ boutons_radio("dedans", "Sur le territoire ou non", [("oui", "Oui"), ("non", "Non")]) }}
{{ date_en_trois("depart", "Date de départ", aide="Par exemple 27 3 2027", autocomplete="bday") }}
{{ fichier("piece", "Pièce justificative", accepte="application/pdf", facultatif=true) }}
{{ texte_long("message", "Message", facultatif=true) }}
{{ envoyer("VALIDER") }}
</form>
{{ action("/factures/230/paiement", "RÉGLER", "la facture 230", champs={"retour": "/factures"}) }}
{{ lien("/aide", "Aide", classe="secondaire") }}
<div id="liste">
{{ filtres([("toutes", "/factures", "Toutes"), ("reglees", "/factures?etat=reglees", "Réglées")], "toutes") }}
{% call tableau("Mes factures, page 2", ["Référence", ("Montant TTC", "n"), "Règlement", "Duplicata"]) %}
<tr class="payee">{{ rang("230", "Référence") }}
{% call cellule("Montant TTC", "n") %}{{ 8794|euros }}{% endcall %}
{% call cellule("Règlement") %}{{ etat("Réglée", "fait") }}{% endcall %}
{% call cellule("Duplicata") %}{{ lien_fichier("/d", "Facture 230", "PDF", 16400) }}{% endcall %}</tr>
{% endcall %}
{{ pagination(page, 3, "/factures?etat=reglees", "liste") }}
</div>
{{ precedent("/espace", "vers Mon espace usager") }}
{% endblock %}"""

COLLECTIVITE = SimpleNamespace(
    nom="Communauté de communes d’Essai",
    logo_url="/logo",
    titre="Gestion des déchets",
    sous_titre="Mes démarches en ligne",
    etat_accessibilite="non conforme",
    accent="",
)


def socle(**autres: object) -> dict[str, object]:
    """What every page is given."""
    return {
        "titre": "Essai",
        "collectivite": COLLECTIVITE,
        "acces": None,
        "chemin": "/essai",
        "avec_htmx": False,
        "jeton_csrf": lambda: "jeton",
        "valeurs": {},
        "erreurs": {},
        "annonce": "Essai",
        "page": 2,
    } | autres


def peindre_essai(**autres: object) -> str:
    return environnement().from_string(CONTENU).render(socle(**autres))

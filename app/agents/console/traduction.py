"""What Piccolo Admin writes in English whatever its language, as found in its bundle, and the French for it."""

from piccolo_admin.translations.data import FRENCH
from piccolo_admin.translations.models import Translation

VERS_NOTRE_PORTE = 'location.assign("/agents/connexion?suite=/admin/")'

FRANCAIS = Translation(
    language_name="Français",
    language_code="fr",
    translations=FRENCH.translations
    | {
        "About": "À propos",
        "Dark Mode": "Mode sombre",
        "Days": "Jours",
        "Delete": "Supprimer",
        "Edit": "Ouvrir",
        "Light Mode": "Mode clair",
        "Save": "Enregistrer",
        "Showing": "Affichage de",
        "Sort": "Trier",
        "Submit": "Envoyer",
        "Tables": "Tables",
        "Thanks for using Piccolo Admin.": "Ces tables sont montrées par Piccolo Admin.",
        "Update": "Modifier",
        "Welcome to": "Bienvenue dans",
    },
)
"""Its French, with the words that it got wrong."""

PHRASES_DU_SCRIPT = {
    'e.$router.push({name:"login",query:{nextURL:o}})': VERS_NOTRE_PORTE,
    '"Are you sure you want to logout?"': '"Voulez-vous vous déconnecter ?"',
    '"Are you sure you want to delete this row?"': '"Voulez-vous effacer cette ligne ?"',
    '"Are you sure you want to delete the selected rows?"': '"Voulez-vous effacer les lignes choisies ?"',
    "`Are you sure you want to delete row ${e}?`": "`Voulez-vous effacer la ligne ${e} ?`",
    '"Successfully saved row"': '"La ligne est enregistrée."',
    '"Successfully added row"': '"La ligne est ajoutée."',
    '"Successfully deleted row"': '"La ligne est effacée."',
    '"Successfully updated rows"': '"Les lignes sont enregistrées."',
    '"The form has errors."': '"La saisie est à corriger."',
    '"Unable to delete the row."': '"La ligne n’a pas été effacée."',
    '"Invalid column name or value"': '"La valeur n’a pas été acceptée."',
    '"The server can\'t be reached - please try later."': '"Le portail ne répond pas, réessayez plus tard."',
    '"Please select at least one column."': '"Choisissez au moins une colonne."',
    'alert("Page not found")': 'alert("Page introuvable")',
    'title:"Bulk Update"': 'title:"Modifier plusieurs lignes"',
    'title:"Click for more info"': 'title:"En savoir plus"',
    'title:"Delete Row"': 'title:"Effacer la ligne"',
    'title:"Delete selected Rows"': 'title:"Effacer les lignes choisies"',
    'title:"Edit Row"': 'title:"Ouvrir la ligne"',
    'title:"Hide forms"': 'title:"Masquer les formulaires"',
    'title:"Show forms"': 'title:"Montrer les formulaires"',
    'title:"Hide links"': 'title:"Masquer les liens"',
    'title:"Show links"': 'title:"Montrer les liens"',
    'title:"Hide tables"': 'title:"Masquer les tables"',
    'title:"Show tables"': 'title:"Montrer les tables"',
    'title:"Hide password"': 'title:"Masquer le mot de passe"',
    'title:"Show password"': 'title:"Montrer le mot de passe"',
    'title:"Remove"': 'title:"Retirer"',
    'title:"View"': 'title:"Voir"',
    '"of "+': '"sur "+',
    "${c} per page": "${c} par page",
    'label:"Equals"': 'label:"Égal"',
    'label:"Not Equal"': 'label:"Différent"',
    'label:"Less Than"': 'label:"Inférieur"',
    'label:"Less Than or Equal To"': 'label:"Inférieur ou égal"',
    'label:"Greater Than"': 'label:"Supérieur"',
    'label:"Greater Than or Equal To"': 'label:"Supérieur ou égal"',
    '" All "': '" Tous "',
    '" Null "': '" Vide "',
    '" True "': '" Oui "',
    '" False "': '" Non "',
    'isFilter?"All":': 'isFilter?"Tous":',
    '"Set null:"': '"Vider :"',
    '"Include readable"': '"Avec les libellés"',
    'U0("Error"': 'U0("À corriger"',
    '"Loading ... "': '"Chargement… "',
}

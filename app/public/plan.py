"""The site map: one list of the pages that stand by themselves. A test compares it with the routes and the menus."""

from litestar import Response, get

from app.metier.collectivite import Portes
from app.metier.profil import Profil, profil_courant
from app.web.rendu import rendre
from app.web.temoins import Requete

Page = tuple[str, str]

ONGLETS: list[Page] = [
    ("/informations", "Mes informations"),
    ("/bacs", "Mes bacs/levées"),
    ("/factures", "Mes factures"),
    ("/services", "Mes services"),
    ("/suivi", "Suivi de mes demandes"),
]
COMPTE: list[Page] = [
    ("/informations/mot-de-passe", "Changer mon mot de passe"),
    ("/informations/adresse", "Changer mon adresse de connexion"),
    ("/informations/second-facteur", "Connexion en deux étapes"),
    ("/informations/connexions", "Mes connexions"),
    ("/informations/references", "Mes références"),
    ("/informations/choix", "Traitement de mes données personnelles"),
    ("/informations/donnees", "Télécharger mes données"),
]
SERVICE: list[Page] = [
    ("/contact", "Contact"),
    ("/aide", "Aide"),
    ("/plan-du-site", "Plan du site"),
    ("/mentions-legales", "Mentions légales"),
    ("/donnees-personnelles", "Données personnelles"),
    ("/accessibilite", "Accessibilité"),
]
PORTES: dict[str, list[Page]] = {
    Portes.REFERENCES: [("/compte/creation", "Je crée mon espace")],
    Portes.ADRESSE: [("/compte/activation", "Activer mon compte")],
}
PORTES[Portes.LES_DEUX] = PORTES[Portes.REFERENCES] + PORTES[Portes.ADRESSE]


def rubriques(profil: Profil) -> list[tuple[str, list[Page]]]:
    """Every page that stands by itself, under its heading; the doors are those that the collectivité opens."""
    return [
        (
            "Démarches",
            [
                ("/", "Accueil"),
                ("/emmenagement", "J’emménage"),
                *PORTES[profil.portes],
                ("/connexion", "J’accède à mon espace"),
                ("/mot-de-passe", "Mot de passe oublié"),
                ("/compte/renvoi", "Je n’ai pas reçu le lien"),
                ("/calendriers-de-collecte", "Calendriers des collectes"),
            ],
        ),
        (
            "Mon espace (après connexion)",
            [("/espace", "Mon espace usager"), *ONGLETS, ("/factures/reglements", "Mes règlements")],
        ),
        ("Mon compte (après connexion)", COMPTE),
        ("Le service", SERVICE),
    ]


@get("/plan-du-site")
async def plan(request: Requete) -> Response[bytes]:
    """RGAA 12.3: complete and current."""
    return rendre(request, "public/plan", titre="Plan du site", rubriques=rubriques(await profil_courant()))

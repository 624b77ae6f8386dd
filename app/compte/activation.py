"""`Activer mon compte`: by an address that billing knows, and the links that activate."""

from litestar import Response, get, post
from litestar.params import FromPath

from app.compte.saisies import Saisie
from app.compte.sortie import vers_la_connexion
from app.metier.collectivite import Portes
from app.metier.comptes import activation, creation
from app.metier.comptes.mots_de_passe import REGLE, TropDeCalculs
from app.metier.comptes.tables import Jeton, NatureJeton
from app.metier.limites import TropDEssais
from app.web.adresses import adresse_du_visiteur
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire, valider
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.saisies import Courriel, fautes_du_mot_de_passe
from app.web.sessions import appareil
from app.web.temoins import Requete

DEMANDE = Page("compte/activation", "Activer mon compte")
PAR_REFERENCES = Page("compte/activation_bouton", "Activer mon espace")
AILLEURS = Page("compte/activation_ailleurs", "Activer mon espace")
AJOUT = Page("compte/activation_ajout", "Ajouter des abonnements à mon compte", {"par_references": False})
AJOUT_PAR_REFERENCES = Page(AJOUT.gabarit, AJOUT.titre, {"par_references": True})
PAR_ADRESSE = Page("compte/activation_mot_de_passe", "Choisir mon mot de passe", {"regle": REGLE})


class Adresse(Saisie):
    """The one field of the door by a known address."""

    courriel: Courriel = ""


@get("/compte/activation")
async def formulaire(request: Requete) -> Response[bytes]:
    """The empty form, or the other door where this one is shut."""
    if request.state.profil.portes == Portes.REFERENCES:
        return rediriger("/compte/creation")
    return DEMANDE.montrer(request)


@post("/compte/activation")
async def envoyer(request: Requete) -> Response[bytes]:
    """Send the link if billing knows the address; the answer is the same if it does not."""
    if request.state.profil.portes == Portes.REFERENCES:
        raise Introuvable
    champs = await lire_formulaire(request)
    saisie, erreurs = valider(Adresse, champs)
    if saisie is None:
        return DEMANDE.corriger(request, champs, erreurs)
    try:
        await creation.demander_par_adresse(saisie.courriel, adresse=adresse_du_visiteur(request))
    except TropDEssais as refus:
        return DEMANDE.differer(request, champs, refus)
    return rediriger("/compte/activation/envoyee")


@get("/compte/activation/envoyee")
async def envoyee(request: Requete) -> Response[bytes]:
    """What to do now."""
    return rendre(request, "compte/activation_envoyee", titre="Demande envoyée")


@get("/compte/activation/faite")
async def faite(request: Requete) -> Response[bytes]:
    """The abonnés are added; the account stays as it is."""
    return rendre(request, "compte/activation_faite", titre="Abonnements ajoutés")


@get("/compte/activation/{jeton:str}")
async def lien(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """What the link does, and the button that does it: programs that read mails open links too."""
    lu = await activation.lire_lien(jeton)
    return _perime(request) if lu is None else (await _page(request, lu)).montrer(request)


@post("/compte/activation/{jeton:str}")
async def activer(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """Make the account, or add to the one that is there."""
    champs = await lire_formulaire(request)
    lu = await activation.lire_lien(jeton)
    if lu is None:
        return _perime(request)
    page = await _page(request, lu)
    try:
        if erreurs := await _fautes(page, lu, champs):
            return page.corriger(request, champs, erreurs)
        await activation.activer(lu, champs.get("mot_de_passe", ""))
    except TropDeCalculs as refus:
        return page.differer(request, champs, refus)
    except activation.CompteOuvert:
        return AJOUT.montrer(request)
    except creation.LienPerime:
        return _perime(request)
    if page in (AJOUT, AJOUT_PAR_REFERENCES):
        return rediriger("/compte/activation/faite")
    return await vers_la_connexion(request, "active", lu.courriel)


async def _page(request: Requete, lu: Jeton) -> Page:
    ajoute = await activation.ajoute(lu)
    if lu.nature == NatureJeton.ACTIVATION.value:
        return AJOUT if ajoute else PAR_ADRESSE
    if not activation.est_demande_d_ici(lu, appareil(request)):
        return AILLEURS
    return AJOUT_PAR_REFERENCES if ajoute else PAR_REFERENCES


async def _fautes(page: Page, lu: Jeton, champs: dict[str, str]) -> dict[str, str]:
    if page is PAR_ADRESSE:
        return await fautes_du_mot_de_passe(champs, await activation.mots_du_lien(lu))
    return await activation.fautes_de_demandeur(lu, champs.get("mot_de_passe", "")) if page is AILLEURS else {}


def _perime(request: Requete) -> Response[bytes]:
    return rendre(request, "compte/lien_perime", titre="Lien périmé", status_code=404, reprise="/connexion")


routes = [formulaire, envoyer, envoyee, faite, lien, activer]

"""`Je crée mon espace`: the references of a bill and the login that is asked for."""

from typing import Annotated

from litestar import Response, get, post

from app.compte.saisies import Saisie
from app.metier.chiffre import condenser
from app.metier.collectivite import Portes
from app.metier.comptes import plafonds
from app.metier.comptes.creation import References, demander_par_references
from app.metier.comptes.mots_de_passe import REGLE, TropDeCalculs
from app.metier.comptes.proprietaires import communes
from app.metier.limites import TropDEssais, prendre
from app.web.adresses import adresse_du_visiteur
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire, valider
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.saisies import Courriel, Identifiant, fautes_du_mot_de_passe, rempli
from app.web.sessions import appareil, garder_appareil
from app.web.temoins import Requete

PAGE = Page("compte/creation", "Je crée mon espace", {"regle": REGLE})
ORDRE = ("courriel", "mot_de_passe", "confirmation", "nom", "reference")


class Creation(Saisie):
    """The two blocks of the form; the passwords are judged apart."""

    courriel: Courriel = ""
    nom: Annotated[str, rempli("Saisissez le nom tel qu’il est imprimé sur la facture.", quoi="le nom")] = ""
    reference: Identifiant = ""


def _est_ouverte(request: Requete) -> bool:
    return bool(request.state.profil.portes != Portes.ADRESSE)


@get("/compte/creation")
async def formulaire(request: Requete) -> Response[bytes]:
    """The empty form, or the other door where this one is shut."""
    if not _est_ouverte(request):
        return rediriger("/compte/activation")
    return PAGE.montrer(request, autre_porte=request.state.profil.portes == Portes.LES_DEUX)


@post("/compte/creation")
async def envoyer(request: Requete) -> Response[bytes]:
    """Ask for the account; the answer is the same whether the references are right or not."""
    if not _est_ouverte(request):
        raise Introuvable
    contexte = {"autre_porte": request.state.profil.portes == Portes.LES_DEUX}
    champs = await lire_formulaire(request)
    saisie, erreurs = valider(Creation, champs)
    try:
        await prendre(plafonds.PESEES_ADRESSE, adresse_du_visiteur(request))
        erreurs |= await fautes_du_mot_de_passe(champs, await _mots(champs))
        if saisie is None or erreurs:
            return PAGE.corriger(request, champs, erreurs, ordre=ORDRE, **contexte)
        marque = appareil(request)
        demande = References(
            saisie.courriel, champs["mot_de_passe"], saisie.nom, saisie.reference, appareil=condenser(marque)
        )
        await demander_par_references(demande, adresse=adresse_du_visiteur(request))
    except (TropDEssais, TropDeCalculs) as refus:
        return PAGE.differer(request, champs, refus, **contexte)
    reponse = rediriger("/compte/creation/envoyee")
    garder_appareil(reponse, request, marque)
    return reponse


@get("/compte/creation/envoyee")
async def envoyee(request: Requete) -> Response[bytes]:
    """What to do now."""
    return rendre(request, "compte/creation_envoyee", titre="Demande envoyée")


async def _mots(champs: dict[str, str]) -> list[str]:
    """The words that the password may not be made of; all the territory's towns, since the person's is not known."""
    return [champs.get("nom", ""), champs.get("courriel", ""), *await communes()]


routes = [formulaire, envoyer, envoyee]

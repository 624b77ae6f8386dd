"""The links of a change of login address: confirm it from the new mailbox, undo it from the former one."""

from litestar import Response, get, post
from litestar.params import FromPath

from app.metier.comptes import adresse, annulation
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.comptes.creation import LienPerime
from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.comptes.tables import Jeton
from app.metier.limites import TropDEssais
from app.web.acces import acces_de
from app.web.adresses import adresse_du_visiteur
from app.web.formulaires import lire_formulaire
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.sessions import appareil, appareil_scelle, effacer_session, reposer_session, retenir_appareil
from app.web.temoins import Requete

CONFIRMATION = Page("compte/adresse", "Confirmer ma nouvelle adresse de connexion")
ANNULATION = Page("compte/adresse_annulation", "Annuler le changement d’adresse de connexion")
VIDE = "Saisissez le mot de passe de votre espace."
FAUX = "Ce n’est pas le mot de passe de l’espace dont l’adresse doit changer. Vérifiez-le."


@get("/compte/adresse/{jeton:str}")
async def lien(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """What the link does, and its button."""
    lu = await adresse.lire_lien(jeton)
    if lu is None:
        return _perime(request)
    return CONFIRMATION.montrer(request, connecte=_sa_session(request, lu) is not None, adresse=lu.courriel)


@post("/compte/adresse/{jeton:str}")
async def confirmer(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """Put the new address in force. A mistyped address reaches a stranger: who is not signed in proves the password."""
    champs = await lire_formulaire(request)
    lu = await adresse.lire_lien(jeton)
    if lu is None:
        return _perime(request)
    session = _sa_session(request, lu)
    contexte = {"connecte": session is not None, "adresse": lu.courriel}
    try:
        if session is None and (erreurs := await _fautes(request, lu, champs.get("present", ""))):
            return CONFIRMATION.corriger(request, champs, erreurs, ordre=("present",), **contexte)
        neuf = await adresse.confirmer(lu, session=session)
    except (TropDEssais, TropDeCalculs) as refus:
        return CONFIRMATION.differer(request, champs, refus, **contexte)
    except LienPerime:
        return _perime(request)
    reponse = rediriger("/informations/adresse?etat=changee" if neuf else "/compte/adresse/confirmee")
    if session is not None and neuf is not None:
        await reposer_session(reponse, session, neuf)
    retenir_appareil(reponse, request, appareil(request), lu.courriel)
    return reponse


@get("/compte/adresse/confirmee")
async def confirmee(request: Requete) -> Response[bytes]:
    """It is done."""
    return rendre(request, "compte/adresse_confirmee", titre="Adresse de connexion changée")


@get("/compte/adresse/annulation/{jeton:str}")
async def lien_d_annulation(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """What undoing does, and its button."""
    lu = await annulation.lire_lien(jeton)
    return _perime(request) if lu is None else ANNULATION.montrer(request, adresse=lu.courriel)


@post("/compte/adresse/annulation/{jeton:str}")
async def annuler(request: Requete, jeton: FromPath[str]) -> Response[bytes]:
    """Undo the change; the way in is the new password's link, sent to the address that is the login again."""
    lu = await annulation.lire_lien(jeton)
    if lu is None:
        return _perime(request)
    sienne = _sa_session(request, lu)
    try:
        await annulation.annuler(lu)
    except LienPerime:
        return _perime(request)
    reponse = rediriger("/compte/adresse/annulee")
    if sienne is not None:
        effacer_session(reponse)
    return reponse


@get("/compte/adresse/annulee")
async def annulee(request: Requete) -> Response[bytes]:
    """It is done, and what to do next."""
    return rendre(request, "compte/adresse_annulee", titre="Changement d’adresse annulé")


def _sa_session(request: Requete, lu: Jeton) -> int | None:
    """The session of this browser, where it is signed in to the account of the link."""
    acces = acces_de(request)
    return acces.session_id if acces is not None and acces.compte_id == lu.compte else None


async def _fautes(request: Requete, lu: Jeton, present: str) -> dict[str, str]:
    """The password is judged as at the sign-in, with its limits: whoever holds the link guesses no better there."""
    if not present:
        return {"present": VIDE}
    courriel = await adresse.son_adresse(lu.compte)
    connu = appareil_scelle(request, courriel)
    reconnu = await reconnaitre(Essai(courriel, present, adresse_du_visiteur(request), appareil=connu))
    return {} if reconnu is not None else {"present": FAUX}


def _perime(request: Requete) -> Response[bytes]:
    return rendre(request, "compte/adresse_perimee", titre="Lien périmé", status_code=404)


routes = [lien, confirmer, confirmee, lien_d_annulation, annuler, annulee]

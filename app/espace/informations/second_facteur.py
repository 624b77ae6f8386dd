"""« Connexion en deux étapes »: a resident's second factor, put in place, kept up, taken away."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from litestar import Response, get, post
from litestar.params import FromQuery

from app.metier.comptes import second_facteur
from app.metier.comptes.acces import Acces
from app.metier.comptes.changement import SessionFinie
from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.comptes.preuve import fautes_de_preuve
from app.metier.limites import TropDEssais
from app.metier.profil import profil_courant
from app.metier.second_facteur import cle, secours
from app.metier.second_facteur.codes import adresse_otpauth, en_groupes
from app.metier.second_facteur.essais import CODE_REFUSE, CODE_VIDE
from app.metier.second_facteur.porteurs import du_compte
from app.web.acces import NonConnecte, resident
from app.web.csrf import relier
from app.web.formulaires import lire_formulaire
from app.web.pages import Page
from app.web.qr import image_qr
from app.web.rendu import rediriger, rendre
from app.web.sessions import SESSION, reposer_session
from app.web.temoins import Requete

ADRESSE = "/informations/second-facteur"
TITRE = "Connexion en deux étapes"
MISE_EN_PLACE = Page("informations/second_facteur_mise_en_place", "Activer la connexion en deux étapes")
CODES = Page("informations/second_facteur_codes", "Refaire mes codes de secours")
RETRAIT = Page("informations/second_facteur_retrait", "Désactiver la connexion en deux étapes")
ACTIVEE = "La connexion en deux étapes est activée. Vos autres connexions sont fermées."
REFAITS = "Vos codes de secours sont refaits, les anciens ne servent plus. Vos autres connexions sont fermées."
RETIREE = "La connexion en deux étapes est désactivée. Vos autres connexions sont fermées."

T = TypeVar("T")


@get(ADRESSE)
async def etat_present(request: Requete, etat: FromQuery[str] = "") -> Response[bytes]:
    """Whether it is on, and how many recovery codes are left."""
    porteur = du_compte(resident(request).compte_id)
    retiree = etat == "retire"
    return rendre(
        request, "informations/second_facteur", titre=f"{TITRE} - désactivée" if retiree else TITRE,
        actif=await cle.est_actif(porteur), restants=await secours.restants(porteur), faite=RETIREE if retiree else "",
    )  # fmt: skip


@post(ADRESSE)
async def preparer(request: Requete) -> Response[bytes]:
    """Draw a key to enrol; it counts for nothing yet."""
    await cle.preparer(du_compte(resident(request).compte_id))
    return rediriger(f"{ADRESSE}/mise-en-place")


@get(f"{ADRESSE}/mise-en-place")
async def mise_en_place(request: Requete) -> Response[bytes]:
    """The key, and the form that proves it."""
    montree = await cle.cle_a_montrer(du_compte(resident(request).compte_id))
    return rediriger(ADRESSE) if montree is None else MISE_EN_PLACE.montrer(request, cle=en_groupes(montree))


@get(f"{ADRESSE}/qr.svg")
async def qr(request: Requete) -> Response[bytes]:
    """The key as a picture, as long as it is not proved."""
    acces = resident(request)
    montree = await cle.cle_a_montrer(du_compte(acces.compte_id))
    if montree is None:
        return rediriger(ADRESSE)
    return image_qr(adresse_otpauth(montree, acces.courriel, (await profil_courant()).nom_court))


@post(f"{ADRESSE}/mise-en-place")
async def activer(request: Requete) -> Response[bytes]:
    """Password and code: it counts from now on; the recovery codes are shown in this answer only."""
    acces = resident(request)
    montree = await cle.cle_a_montrer(du_compte(acces.compte_id))
    if montree is None:
        return rediriger(ADRESSE)
    fait = await _prouver(request, acces, MISE_EN_PLACE, second_facteur.mettre_en_place, cle=en_groupes(montree))
    return fait if isinstance(fait, Response) else await _montrer_les_codes(request, acces, *fait, faite=ACTIVEE)


@get([f"{ADRESSE}/codes", f"{ADRESSE}/retrait"])
async def preuve(request: Requete) -> Response[bytes]:
    """The form that asks for password and code before an act on what is on."""
    if not await cle.est_actif(du_compte(resident(request).compte_id)):
        return rediriger(ADRESSE)
    return (CODES if request.url.path.endswith("/codes") else RETRAIT).montrer(request)


@post(f"{ADRESSE}/codes")
async def refaire(request: Requete) -> Response[bytes]:
    """New recovery codes, shown in this answer only."""
    acces = resident(request)
    if not await cle.est_actif(du_compte(acces.compte_id)):
        return rediriger(ADRESSE)
    fait = await _prouver(request, acces, CODES, second_facteur.refaire_les_codes)
    return fait if isinstance(fait, Response) else await _montrer_les_codes(request, acces, *fait, faite=REFAITS)


@post(f"{ADRESSE}/retrait")
async def retirer(request: Requete) -> Response[bytes]:
    """The password alone is enough again."""
    acces = resident(request)
    if not await cle.est_actif(du_compte(acces.compte_id)):
        return rediriger(ADRESSE)
    fait = await _prouver(request, acces, RETRAIT, second_facteur.retirer)
    if isinstance(fait, Response):
        return fait
    reponse = rediriger(f"{ADRESSE}?etat=retire")
    await reposer_session(reponse, acces.session_id, fait)
    return reponse


async def _prouver(
    request: Requete, acces: Acces, page: Page, acte: Callable[[int, int, str], Awaitable[T | None]], **contexte: Any
) -> T | Response[bytes]:
    """What the act gave against password and code, or the page that says what is wrong."""
    champs = await lire_formulaire(request)
    try:
        if erreurs := await _fautes(acces, champs):
            return page.corriger(request, champs, erreurs, **contexte)
        fait = await acte(acces.compte_id, acces.session_id, champs["code"])
    except (TropDEssais, TropDeCalculs) as refus:
        return page.differer(request, champs, refus, **contexte)
    except SessionFinie:
        raise NonConnecte from None
    return page.corriger(request, champs, {"code": CODE_REFUSE}, **contexte) if fait is None else fait


async def _fautes(acces: Acces, champs: dict[str, str]) -> dict[str, str]:
    """Judge the password before the code: a wrong password uses no code up."""
    erreurs = await fautes_de_preuve(acces.compte_id, champs.get("present", ""))
    if not champs.get("code", "").strip():
        erreurs["code"] = CODE_VIDE
    return erreurs


async def _montrer_les_codes(
    request: Requete, acces: Acces, jeton: str, codes: list[str], *, faite: str
) -> Response[bytes]:
    relier(request, SESSION, jeton)
    reponse = rendre(
        request, "informations/second_facteur_secours", titre="Mes codes de secours", codes=codes, faite=faite
    )
    await reposer_session(reponse, acces.session_id, jeton)
    return reponse


routes = [etat_present, preparer, mise_en_place, qr, activer, preuve, refaire, retirer]

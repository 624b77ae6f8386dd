"""« Mes références »: the abonnés that the account opens, one more by the references of a bill, one less."""

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from pydantic import BaseModel, ConfigDict

from app.espace.pages import PAR_PAGE, nombre_de_pages, page_demandee
from app.metier.comptes.references import (
    Ajout,
    ajouter,
    nombre_de_references,
    retirer,
    sa_reference,
    ses_references,
)
from app.metier.limites import TropDEssais
from app.web.acces import resident
from app.web.adresses import adresse_du_visiteur
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire, valider
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.saisies import Identifiant, rempli
from app.web.temoins import Requete

CHEMIN = "/informations/references"
LISTE = Page("informations/references", "Mes références")
REFUS = {
    Ajout.FAUX: "Ce nom et cette référence ne sont pas ceux d’une même facture. Vérifiez-les au recto de la facture.",
    Ajout.DEJA: "Votre compte ouvre déjà cette référence.",
}
ETATS = {
    "ajoutee": ("référence ajoutée", "La référence est ajoutée : votre compte l’ouvre désormais."),
    "retiree": ("référence retirée", "La référence est retirée : votre compte ne l’ouvre plus."),
}


class Ajoutee(BaseModel):
    """What the bill says."""

    model_config = ConfigDict(validate_default=True)

    nom: Annotated[str, rempli("Saisissez le nom tel qu’il est imprimé sur la facture.", quoi="le nom")] = ""
    reference: Identifiant = ""


@get(CHEMIN)
async def liste(request: Requete, etat: FromQuery[str] = "") -> Response[bytes]:
    """What the account opens, and the form that adds to it."""
    complement, nouvelle = ETATS.get(etat, ("", ""))
    return LISTE.montrer(request, **await _contexte(request, complement), nouvelle=nouvelle)


@post(CHEMIN)
async def envoyer(request: Requete) -> Response[bytes]:
    """Add the reference if it is the one of a bill of this name."""
    acces = resident(request)
    champs = await lire_formulaire(request)
    saisie, erreurs = valider(Ajoutee, champs)
    if saisie is not None:
        try:
            ajout = await ajouter(acces.compte_id, saisie.nom, saisie.reference, adresse=adresse_du_visiteur(request))
        except TropDEssais as refus:
            return LISTE.differer(request, champs, refus, **await _contexte(request), nouvelle="")
        if ajout is Ajout.FAIT:
            return rediriger(f"{CHEMIN}?etat=ajoutee")
        erreurs = {"reference": REFUS[ajout]}
    return LISTE.corriger(request, champs, erreurs, **await _contexte(request), nouvelle="")


@get(CHEMIN + "/{numero:int}/retrait")
async def confirmer(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """What taking it out does."""
    reference = await sa_reference(resident(request).compte_id, numero)
    if reference is None:
        raise Introuvable
    return rendre(
        request, "informations/references_retrait", titre=f"Retirer la référence {reference.code_usager}",
        reference=reference,
    )  # fmt: skip


@post(CHEMIN + "/{numero:int}/retrait")
async def oter(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """Take it out."""
    if not await retirer(resident(request).compte_id, numero):
        raise Introuvable
    return rediriger(f"{CHEMIN}?etat=retiree")


async def _contexte(request: Requete, complement: str = "") -> dict[str, Any]:
    compte, page = resident(request).compte_id, page_demandee(request)
    pages = nombre_de_pages(await nombre_de_references(compte), page)
    titre = LISTE.titre if page == 1 else f"{LISTE.titre}, page {page} sur {pages}"
    return {
        "titre": f"{titre} - {complement}" if complement else titre,
        "references": await ses_references(compte, rang=(page - 1) * PAR_PAGE, limite=PAR_PAGE),
        "page": page,
        "pages": pages,
    }


routes = [liste, envoyer, confirmer, oter]

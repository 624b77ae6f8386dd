"""« Télécharger mes données »: asked for with the password, made by the worker, taken within a week."""

from typing import Any

import structlog
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.comptes.preuve import fautes_de_preuve
from app.metier.documents import morceaux_du_document
from app.metier.limites import TropDEssais
from app.metier.portabilite.demandes import (
    demander,
    en_attente_depuis,
    son_dernier_fichier,
    son_fichier,
)
from app.web.acces import resident
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire
from app.web.pages import Page
from app.web.rendu import rediriger
from app.web.temoins import Requete

journal = structlog.get_logger()
CHEMIN = "/informations/donnees"
TITRE = "Télécharger mes données"
PAGE = Page("informations/donnees", TITRE, {"est_demande": False})


@get(CHEMIN)
async def etat_des_demandes(request: Requete, etat: FromQuery[str] = "") -> Response[bytes]:
    """What waits, what is ready, and the form."""
    situation = await _situation(request)
    est_demande = etat == "demande"
    titre = f"{TITRE} - demande enregistrée" if est_demande else TITRE
    return PAGE.montrer(request, titre=titre, est_demande=est_demande, **situation)


@post(CHEMIN)
async def demander_ses_donnees(request: Requete) -> Response[bytes]:
    """Ask for a file; while one is being made nothing is added."""
    compte = resident(request).compte_id
    champs = await lire_formulaire(request)
    situation = await _situation(request)
    if situation["attente"]:
        return rediriger(CHEMIN)
    try:
        if erreurs := await fautes_de_preuve(compte, champs.get("present", "")):
            return PAGE.corriger(request, champs, erreurs, **situation)
        await demander(compte)
    except (TropDEssais, TropDeCalculs) as refus:
        return PAGE.differer(request, champs, refus, **situation)
    return rediriger(f"{CHEMIN}?etat=demande")


@get(CHEMIN + "/{numero:int}")
async def telecharger(request: Requete, numero: FromPath[int]) -> Stream:
    """The file, to its owner alone; that it left is told to the operator's log, for looking writes nothing here."""
    compte = resident(request).compte_id
    fichier = await son_fichier(compte, numero)
    if fichier is None:
        raise Introuvable
    journal.info("export_telecharge", compte=compte, export=numero)
    entetes = {
        "Content-Disposition": f'attachment; filename="mes-donnees-{fichier.pret_le:%Y-%m-%d}.zip"',
        "Content-Length": str(fichier.taille),
        "Cache-Control": "no-store",
    }
    morceaux = morceaux_du_document(fichier.document, fichier.taille)
    return Stream(morceaux, media_type="application/zip", headers=entetes)


async def _situation(request: Requete) -> dict[str, Any]:
    compte = resident(request).compte_id
    return {"attente": await en_attente_depuis(compte), "fichier": await son_dernier_fichier(compte)}


routes = [etat_des_demandes, demander_ses_donnees, telecharger]

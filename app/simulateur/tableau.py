"""The tester's side: the switches, the list of payments, and an outcome without a browser."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from litestar import Response, get, post
from litestar.exceptions import ClientException, SerializationException
from litestar.response import Redirect
from pydantic import ValidationError

from app.simulateur.bascules import PHRASES, Bascules, ecrire_bascules
from app.simulateur.ecrans.ticket import decrire_retour
from app.simulateur.operations import ISSUES, Etat, Operation
from app.simulateur.rendu import page
from app.simulateur.tresor import Requete, tresor

_TITRE = "Réglages du simulateur"
_COCHES = ("refuser_cartes", "tipi_majuscules")


@get("/")
async def accueil() -> Redirect:
    """The root leads to the switches."""
    return Redirect("/simulateur", status_code=303)


@get("/simulateur")
async def tableau(request: Requete) -> Response[str]:
    """The switches, for a person."""
    titre = "Réglages enregistrés" if "enregistres" in request.query_params else _TITRE
    return page("tableau.html", valeurs=tresor(request).bascules.model_dump(), erreurs={}, titre=titre)


@post("/simulateur", status_code=200)
async def regler(request: Requete) -> Response[str] | Redirect:
    """Set all switches at once."""
    envoi = await request.form()
    valeurs: dict[str, Any] = {nom: str(envoi[nom]) for nom in Bascules.model_fields if nom in envoi}
    valeurs.update({nom: nom in envoi for nom in _COCHES})
    try:
        ecrire_bascules(tresor(request).depot, Bascules.model_validate(valeurs))
    except ValidationError as invalide:
        champs = [str(erreur["loc"][0]) for erreur in invalide.errors()]
        erreurs = {champ: PHRASES.get(champ, "Choisissez une valeur de la liste") for champ in champs}
        return page("tableau.html", 422, valeurs={**Bascules().model_dump(), **valeurs}, erreurs=erreurs, titre=_TITRE)
    return Redirect("/simulateur?enregistres=oui", status_code=303)


@get("/simulateur/reglages.json")
async def lire_reglages(request: Requete) -> dict[str, Any]:
    """The switches, for a test."""
    return tresor(request).bascules.model_dump()


@post("/simulateur/reglages.json", status_code=200)
async def ecrire_reglages(request: Requete) -> Response[dict[str, Any]]:
    """Set the switches that are named, leave the others."""
    ici = tresor(request)
    try:
        voulu = Bascules.model_validate({**ici.bascules.model_dump(), **await _objet(request)})
    except ValidationError as invalide:
        return Response({"erreurs": [str(erreur["loc"][0]) for erreur in invalide.errors()]}, status_code=422)
    ecrire_bascules(ici.depot, voulu)
    return Response(voulu.model_dump())


@get("/simulateur/transactions.json")
async def transactions(request: Requete) -> list[dict[str, Any]]:
    """All payments, oldest first, with the answers to their notifications."""
    ici = tresor(request)
    envois = ici.depot.envois()
    return [
        {**_decrire(operation), "notifications": envois.get(operation.idop, [])} for operation in ici.depot.lister()
    ]


@post("/simulateur/payer.json", status_code=200)
async def payer(request: Requete) -> Response[dict[str, Any]]:
    """Give a payment its outcome: `{idop, issue, moyen}`, the means being optional.

    Unlike the pages it takes a payment that is late, or abandoned: PayFiP lets such payments through.
    """
    ici = tresor(request)
    demande = await _objet(request)
    operation = ici.depot.trouver(str(demande.get("idop", "")))
    if operation is None or operation.etat is Etat.PURGEE:
        return Response({"erreur": "P1"}, status_code=404)
    issue = str(demande.get("issue", ""))
    moyens = [moyen for moyen, issues in ISSUES.items() if len(issue) == 1 and issue in issues]
    if demande.get("moyen", next(iter(moyens), None)) not in moyens:
        return Response({"erreur": "issue"}, status_code=422)
    conclue = ici.conclure(operation.idop, issue, apres_abandon=True)
    if conclue is None:
        return Response({"erreur": "P3"}, status_code=409)
    return Response({**_decrire(conclue), "retour": decrire_retour(conclue, ici.bascules)})


async def _objet(request: Requete) -> dict[str, Any]:
    try:
        recu = await request.json()
    except SerializationException:
        recu = None
    if not isinstance(recu, dict):
        raise ClientException(status_code=422)
    return recu


def _decrire(operation: Operation) -> dict[str, Any]:
    valeurs = {**asdict(operation), "etat": operation.etat}
    return {nom: v.isoformat() if isinstance(v, datetime) else v for nom, v in valeurs.items()}


routes = [accueil, ecrire_reglages, lire_reglages, payer, regler, tableau, transactions]

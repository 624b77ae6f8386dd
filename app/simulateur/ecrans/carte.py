"""The card operator's page: fictive cards, whose numbers decide the outcome."""

import re
from datetime import date

from litestar import Response, get, post
from litestar.response import Redirect

from app.simulateur import horloge
from app.simulateur.controles import luhn
from app.simulateur.ecrans.acces import PageRefusee, ici_et_operation, idop_demande
from app.simulateur.ecrans.ticket import vers_le_ticket
from app.simulateur.operations import Operation
from app.simulateur.rendu import page
from app.simulateur.tresor import Requete, Tresor

CARTES_ACCEPTEES = frozenset({"5017670000001800", "5017674000000002"})

_CHAMPS = ("numero", "mois", "annee", "cryptogramme")
_FORMES = {
    "mois": (r"0?[1-9]|1[0-2]", "Saisissez le mois d’expiration en chiffres, par exemple 09"),
    "annee": (r"20[0-9]{2}", "Saisissez l’année d’expiration en 4 chiffres, par exemple 2030"),
    "cryptogramme": (r"[0-9]{3,4}", "Saisissez les 3 chiffres du cryptogramme visuel, par exemple 123"),
}


@get("/tpa/carte.web")
async def carte(request: Requete) -> Response[str]:
    """The empty form."""
    ici, operation = ici_et_operation(request, idop_demande(request), "carte")
    return _montrer(ici, operation, dict.fromkeys(_CHAMPS, ""), {})


@post("/tpa/carte.web", status_code=200)
async def payer_par_carte(request: Requete) -> Response[str] | Redirect:
    """`Valider` decides by the number, `Annuler` abandons."""
    envoi = await request.form()
    ici, operation = ici_et_operation(request, str(envoi.get("idop", "")), "carte")
    if envoi.get("action") == "annuler":
        return _conclure(ici, operation, "A")
    saisie = {champ: str(envoi.get(champ, "")).strip() for champ in _CHAMPS}
    numero = re.sub(r"[\s.-]", "", saisie["numero"])
    erreurs = _verifier({**saisie, "numero": numero})
    if erreurs:
        return _montrer(ici, operation, {**saisie, "cryptogramme": ""}, erreurs)
    acceptee = numero in CARTES_ACCEPTEES and not ici.bascules.refuser_cartes
    return _conclure(ici, operation, "P" if acceptee else "R")


def _conclure(ici: Tresor, operation: Operation, resultrans: str) -> Redirect:
    if ici.conclure(operation.idop, resultrans) is None:
        raise PageRefusee("P3")
    return vers_le_ticket(operation.idop)


def _verifier(saisie: dict[str, str]) -> dict[str, str]:
    """By field, in the order of the page, what to correct."""
    erreurs: dict[str, str] = {}
    numero = saisie["numero"]
    if not re.fullmatch(r"[0-9]{13,19}", numero):
        erreurs["numero"] = "Saisissez les 16 chiffres du numéro de carte, par exemple 5017670000001800"
    elif not luhn(numero):
        erreurs["numero"] = "Vérifiez le numéro de carte\u00a0: un de ses chiffres est faux"
    for champ, (forme, phrase) in _FORMES.items():
        if not re.fullmatch(forme, saisie[champ]):
            erreurs[champ] = phrase
    if erreurs.keys().isdisjoint({"mois", "annee"}) and _est_expiree(saisie):
        erreurs["mois"] = "Saisissez une date d’expiration à venir\u00a0: cette carte est expirée"
    return {champ: erreurs[champ] for champ in _CHAMPS if champ in erreurs}


def _est_expiree(saisie: dict[str, str]) -> bool:
    """A card is good until the end of its month."""
    return date(int(saisie["annee"]), int(saisie["mois"]), 1) < horloge.aujourdhui().replace(day=1)


def _montrer(ici: Tresor, operation: Operation, saisie: dict[str, str], erreurs: dict[str, str]) -> Response[str]:
    return page(
        "carte.html",
        422 if erreurs else 200,
        operation=operation,
        client=ici.annuaire.decrire(operation.numcli),
        commercant=ici.annuaire.commercant(operation.numcli),
        saisie=saisie,
        erreurs=erreurs,
    )

"""« Changer mon adresse de connexion »: asked for here, confirmed from the new mailbox."""

from litestar import Response, get, post
from litestar.params import FromQuery
from pydantic import BaseModel, ConfigDict

from app.metier.comptes import adresse, demande_adresse
from app.metier.comptes.acces import Acces
from app.metier.comptes.changement import SessionFinie
from app.metier.comptes.demande_adresse import Demande
from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.limites import TropDEssais
from app.metier.second_facteur.cle import est_actif
from app.metier.second_facteur.porteurs import du_compte
from app.web.acces import NonConnecte, resident
from app.web.formulaires import lire_formulaire, valider
from app.web.pages import Page
from app.web.rendu import rediriger
from app.web.saisies import Courriel
from app.web.temoins import Requete

CHEMIN = "/informations/adresse"
PAGE = Page("informations/adresse", "Changer mon adresse de connexion")
ORDRE = ("courriel", "present", "code")
ETATS = {
    "demandee": (
        "demande envoyée",
        "Votre demande est enregistrée. Ouvrez maintenant le message envoyé à cette adresse.",
    ),
    "abandonnee": (
        "demande abandonnée",
        "Le changement est abandonné\u00a0: votre adresse de connexion reste la même.",
    ),
    "changee": ("adresse changée", "Votre adresse de connexion est changée. Vos autres connexions sont fermées."),
}


class Saisie(BaseModel):
    """The form, but its proofs."""

    model_config = ConfigDict(validate_default=True)
    courriel: Courriel = ""


@get(CHEMIN)
async def formulaire(request: Requete, etat: FromQuery[str] = "") -> Response[bytes]:
    """The present address, the change that waits, and the form of a new one."""
    acces = resident(request)
    complement, nouvelle = ETATS.get(etat, ("", ""))
    titre = f"{PAGE.titre} - {complement}" if complement else PAGE.titre
    return PAGE.montrer(request, titre=titre, **await _contexte(acces), nouvelle=nouvelle)


@post(CHEMIN)
async def demander(request: Requete) -> Response[bytes]:
    """Write to the new address; the answer is the same whether it has an account or not."""
    acces = resident(request)
    champs = await lire_formulaire(request)
    contexte = await _contexte(acces) | {"nouvelle": ""}
    saisie, erreurs = valider(Saisie, champs)
    demande = Demande(saisie.courriel if saisie else "", champs.get("present", ""), champs.get("code", ""))
    try:
        erreurs |= await demande_adresse.demander(acces.compte_id, acces.session_id, demande)
    except (TropDEssais, TropDeCalculs) as refus:
        return PAGE.differer(request, champs, refus, **contexte)
    except SessionFinie:
        raise NonConnecte from None
    if erreurs:
        return PAGE.corriger(request, champs, erreurs, ordre=ORDRE, **contexte)
    return rediriger(f"{CHEMIN}?etat=demandee")


@post(CHEMIN + "/abandon")
async def abandonner(request: Requete) -> Response[bytes]:
    """Give up the change that waits."""
    await adresse.abandonner(resident(request).compte_id)
    return rediriger(f"{CHEMIN}?etat=abandonnee")


async def _contexte(acces: Acces) -> dict[str, object]:
    return {
        "attente": await adresse.en_attente(acces.compte_id),
        "avec_code": await est_actif(du_compte(acces.compte_id)),
    }


routes = [formulaire, demander, abandonner]

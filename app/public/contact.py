"""`Contact`: a message to the service that manages the bills."""

from typing import Annotated

from litestar import Response, get, post
from pydantic import BaseModel

from app.metier.limites import TropDEssais
from app.metier.messages import ecrire_au_service
from app.metier.profil import profil_courant
from app.web.acces import acces_de
from app.web.adresses import adresse_du_visiteur
from app.web.formulaires import lire_formulaire, valider
from app.web.rendu import rediriger, rendre
from app.web.saisies import Courriel, phrase_d_attente, rempli, secondes_d_attente
from app.web.temoins import Requete


class Message(BaseModel):
    """What the form asks for."""

    nom: Annotated[str, rempli("Saisissez votre nom, par exemple DUPONT Pierre.", quoi="le nom", longueur_max=120)] = ""
    courriel: Courriel = ""
    objet: Annotated[
        str,
        rempli(
            "Saisissez l’objet de votre message, par exemple Question sur ma facture.",
            quoi="l’objet", longueur_max=120,
        ),
    ] = ""  # fmt: skip
    message: Annotated[str, rempli("Écrivez votre message.", quoi="le message", longueur_max=5000)] = ""

    model_config = {"validate_default": True}


@get("/contact", sync_to_thread=False)
def formulaire(request: Requete) -> Response[bytes]:
    """The form; a signed-in resident's name and address are filled in."""
    acces = acces_de(request)
    connus = {"nom": acces.nom_complet, "courriel": acces.courriel} if acces else {}
    return rendre(request, "public/contact", titre="Contact", valeurs=connus)


@post("/contact", status_code=303)
async def envoyer(request: Requete) -> Response[bytes]:
    """Hand the message over; what is wrong comes back with every value kept."""
    champs = await lire_formulaire(request)
    lu, erreurs = valider(Message, champs)
    if lu is None:
        return rendre(request, "public/contact", titre="Contact", status_code=422, valeurs=champs, erreurs=erreurs)
    acces, profil = acces_de(request), await profil_courant()
    try:
        await ecrire_au_service(
            profil.courriel_contact,
            **lu.model_dump(),
            compte=acces.compte_id if acces else None,
            code_usager=acces.code_usager if acces else "",
            ip=adresse_du_visiteur(request),
        )
    except TropDEssais as refus:
        erreurs = {"": phrase_d_attente(refus, profil.fuseau)}
        reponse = rendre(request, "public/contact", titre="Contact", status_code=429, valeurs=champs, erreurs=erreurs)
        reponse.headers["Retry-After"] = str(secondes_d_attente(refus))
        return reponse
    return rediriger("/contact/envoi")


@get("/contact/envoi", sync_to_thread=False)
def envoye(request: Requete) -> Response[bytes]:
    """Where a sent form leads."""
    return rendre(request, "public/contact_envoye", titre="Message envoyé")

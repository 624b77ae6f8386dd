"""« Traitement de mes données personnelles »: two rights, taken or given back at once; no agent decides."""

from litestar import Response, get, post
from litestar.params import FromQuery

from app.metier.abonnes import Abonne
from app.metier.choix import Choix, enregistrer_les_choix
from app.web.acces import resident
from app.web.formulaires import lire_formulaire
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.temoins import Requete

CHEMIN = "/informations/choix"
TITRE = "Traitement de mes données personnelles"
PAGE = Page("informations/choix", TITRE, {"enregistres": False})
UN_AUTRE = (
    "Vous regardez maintenant un autre abonné que celui de ce formulaire. Vérifiez vos choix, puis enregistrez-les."
)


@get(CHEMIN)
async def formulaire(request: Requete, etat: FromQuery[str] = "") -> Response[bytes]:
    """The two boxes as they stand, for the abonné in view."""
    abonne = await _en_vue(request)
    if abonne is None:
        return rendre(request, "informations/choix_sans_abonne", titre=TITRE)
    faits = etat == "enregistres"
    titre = f"{TITRE} - choix enregistrés" if faits else TITRE
    valeurs = {"opposition": abonne.opposition, "retractation": abonne.retractation}
    return PAGE.montrer(request, titre=titre, abonne=abonne, valeurs=valeurs, enregistres=faits)


@post(CHEMIN)
async def enregistrer(request: Requete) -> Response[bytes]:
    """Save both; the form says whose they are, the session decides."""
    acces = resident(request)
    champs = await lire_formulaire(request)
    abonne = await _en_vue(request)
    if abonne is None:
        return rediriger(CHEMIN)
    if champs.get("abonne", "") != abonne.code_usager:
        return PAGE.corriger(request, champs, {"": UN_AUTRE}, abonne=abonne)
    choix = Choix(opposition="opposition" in champs, retractation="retractation" in champs)
    est_fait = await enregistrer_les_choix(acces.compte_id, abonne.id, choix)
    return rediriger(f"{CHEMIN}?etat=enregistres" if est_fait else CHEMIN)


async def _en_vue(request: Requete) -> Abonne | None:
    numero = resident(request).abonne_id
    return await Abonne.objects().get(Abonne.id == numero) if numero else None


routes = [formulaire, enregistrer]

"""The logo: agents bring it, every page shows it."""

from typing import Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from app.agents.acces import agent_de
from app.metier import logos
from app.metier.collectivite import Logo
from app.metier.erreurs import RegleRefusee
from app.metier.profil import oublier_les_profils
from app.web.erreurs import Introuvable
from app.web.rendu import rediriger, rendre
from app.web.statiques import POUR_TOUJOURS
from app.web.temoins import Requete

TITRE = "Logo"
ENVOI_MAX = 3_000_000
"""Bytes of the whole form; the image itself may have 2 MB."""


@get("/logo")
async def page(request: Requete) -> Response[bytes]:
    """The present logo, and the form that replaces it."""
    return await _page(request, {}, 200)


@post("/logo", status_code=303, request_max_body_size=ENVOI_MAX)
async def deposer_logo(request: Requete) -> Response[bytes]:
    """Replace the logo."""
    envoye: Any = (await request.form()).get("image")
    contenu = await envoye.read() if isinstance(envoye, UploadFile) else b""
    if not contenu:
        return await _page(request, {"image": "Choisissez un fichier PNG ou JPEG."}, 422)
    try:
        await logos.deposer(contenu, auteur=agent_de(request).identifiant)
    except RegleRefusee as refus:
        return await _page(request, {"image": refus.phrase}, 422)
    oublier_les_profils()
    return rediriger("/agents/logo")


@post("/logo/retrait", status_code=303)
async def retirer_logo(request: Requete) -> Response[bytes]:
    """Go without."""
    await logos.retirer(auteur=agent_de(request).identifiant)
    oublier_les_profils()
    return rediriger("/agents/logo")


@get("/logo/{empreinte:str}")
async def servir_logo(empreinte: FromPath[str]) -> Response[bytes]:
    """The logo itself, public, kept for good: another logo has another address."""
    logo = await Logo.objects().get(Logo.empreinte == empreinte)
    if logo is None:
        raise Introuvable
    entetes = {"Cache-Control": POUR_TOUJOURS, "Content-Security-Policy": "default-src 'none'; sandbox"}
    return Response(logo.contenu, media_type=logo.nature, headers=entetes)


async def _page(request: Requete, erreurs: dict[str, str], code: int) -> Response[bytes]:
    present = await Logo.select(Logo.empreinte).first()
    return rendre(
        request, "agents/logo", titre=TITRE, status_code=code, erreurs=erreurs,
        empreinte=present["empreinte"] if present else None,
    )  # fmt: skip

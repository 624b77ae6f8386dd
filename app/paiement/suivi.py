"""Back from PayFiP: what became of the payment, for its owner alone."""

from litestar import Response, get
from litestar.params import FromPath

from app.metier.paiements.suivis import son_paiement
from app.web.acces import acces_de
from app.web.rendu import rendre
from app.web.temoins import Requete

ESSAIS = 24
"""The page asks by itself every five seconds for two minutes; then there is the link."""


@get("/paiement/{numero:str}")
async def suivi(request: Requete, numero: FromPath[str]) -> Response[bytes]:
    """The state of a payment; the same neutral page for a stranger, a visitor and a number that does not exist."""
    acces = acces_de(request)
    vu = await son_paiement(numero, compte=acces.compte_id, abonne=acces.abonne_id) if acces else None
    if vu is None:
        return rendre(request, "paiement/retour", titre="Retour de PayFiP")
    essai = _essai(request)
    return rendre(
        request,
        "paiement/suivi",
        titre=vu.titre,
        annonce="" if vu.est_en_cours else vu.titre,
        paiement=vu,
        suite=f"/paiement/{numero}?essai={essai + 1}" if vu.est_en_cours and essai < ESSAIS else "",
    )


def _essai(request: Requete) -> int:
    texte = request.query_params.get("essai", "0")
    return int(texte) if texte.isascii() and texte.isdigit() and len(texte) < 4 else ESSAIS

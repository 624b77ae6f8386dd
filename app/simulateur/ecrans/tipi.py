"""TIPI, the older door: everything in the address, the same choice of means after it."""

from litestar import HttpMethod, Response, route

from app.simulateur.controles import Faute, controler_tipi
from app.simulateur.ecrans.acces import a_payer
from app.simulateur.ecrans.dette import montrer_dette
from app.simulateur.operations import Voie
from app.simulateur.rendu import page
from app.simulateur.tresor import Requete, tresor


@route("/tpa/paiement.web", http_method=[HttpMethod.GET, HttpMethod.POST], status_code=200)
async def tipi(request: Requete) -> Response[str]:
    """Each visit with good parameters opens a payment of its own."""
    envoi = await request.form() if request.method == HttpMethod.POST else request.query_params
    champs = {nom.lower(): str(valeur) for nom, valeur in envoi.items()}
    ici = tresor(request)
    try:
        controler_tipi(champs, ici.annuaire)
    except Faute as faute:
        phrase = f"{faute.libelle.strip()} (code {faute.code})"
        return page("erreur.html", 400, titre="Demande refusée", phrase=phrase)
    retour = {"urlnotif": champs["urlcl"], "urlredirect": champs["urlcl"]}
    operation = ici.depot.ouvrir(Voie.TIPI, {"exer": "", "objet": "", **champs, **retour})
    return montrer_dette(ici, a_payer(ici, operation.idop))

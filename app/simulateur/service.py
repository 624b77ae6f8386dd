"""The SOAP service: three operations behind one address."""

import asyncio
from urllib.parse import parse_qs

from litestar import Response, get, post

from app.simulateur import messages
from app.simulateur.controles import Faute, controler_client, controler_service
from app.simulateur.operations import Etat, Operation, Voie
from app.simulateur.rendu import page, xml
from app.simulateur.tresor import Requete, Tresor, tresor

ADRESSE = "/tpa/services/securite"


@get(ADRESSE)
async def contrat(request: Requete) -> Response[bytes] | Response[str]:
    """`?wsdl` and `?xsd=1` to `?xsd=3`, each pointing at the host by which it was asked."""
    parametres = parse_qs(request.scope["query_string"].decode("ascii", "replace").lower(), keep_blank_values=True)
    adresse = f"{request.url.scheme}://{request.url.netloc}{ADRESSE}"
    numero = parametres.get("xsd", [""])[0]
    if "wsdl" in parametres:
        return xml(messages.ecrire_contrat("service.wsdl", adresse))
    if numero in ("1", "2", "3"):
        return xml(messages.ecrire_contrat(f"schema-{numero}.xsd", adresse))
    return page("erreur.html", 404, titre="Page introuvable", phrase="Le contrat du service est à l’adresse ?wsdl.")


@post(ADRESSE)
async def appel(request: Requete) -> Response[bytes] | Response[str]:
    """One call, as well or as badly as the switches want."""
    ici = tresor(request)
    octets = await request.body()
    match ici.bascules.panne:
        case "html503":
            return page("indisponible.html", 503)
        case "faute_technique":
            return xml(messages.ecrire_panne(), 500)
        case "attente":
            await asyncio.sleep(ici.bascules.panne_attente)
        case "xml_tronque":
            # The work is done, only its answer is lost on the way.
            texte, status_code = _repondre(ici, octets)
            return xml(texte[: len(texte) * 2 // 3], status_code)
    return xml(*_repondre(ici, octets))


def _repondre(ici: Tresor, octets: bytes) -> tuple[str, int]:
    try:
        operation, champs = messages.lire_message(octets)
        return messages.ecrire_reponse(operation, _OPERATIONS[operation](ici, champs)), 200
    except Faute as faute:
        return messages.ecrire_faute(faute), 500
    except messages.MessageIllisible as erreur:
        return messages.ecrire_illisible(str(erreur)), 500


def _creer(ici: Tresor, champs: dict[str, str]) -> list[tuple[str, str]]:
    controler_service(champs, ici.annuaire)
    return [("idOp", ici.depot.ouvrir(Voie.SERVICE, champs).idop)]


def _detailler(ici: Tresor, champs: dict[str, str]) -> list[tuple[str, str]]:
    operation = ici.depot.trouver(champs.get("idOp", ""))
    if operation is None or operation.voie is not Voie.SERVICE or operation.etat is Etat.PURGEE:
        raise Faute("P1")
    if operation.etat is not Etat.CONCLUE:
        raise Faute("P5")
    valeurs = {**_valeurs(operation), **_mensonge(ici)}
    return [(nom, valeurs[nom]) for nom in messages.CHAMPS_DU_DETAIL if valeurs[nom]]


def _valeurs(operation: Operation) -> dict[str, str]:
    """The outcome and an echo of the request; `numauto` is absent where nothing was paid."""
    return {
        "dattrans": operation.dattrans,
        "exer": operation.exer,
        "heurtrans": operation.heurtrans,
        "idOp": operation.idop,
        "mel": operation.mel,
        "montant": str(operation.montant),
        "numauto": operation.numauto or "",
        "numcli": operation.numcli,
        "objet": operation.objet,
        "refdet": operation.refdet,
        "resultrans": operation.resultrans or "",
        "saisie": operation.saisie,
    }


def _mensonge(ici: Tresor) -> dict[str, str]:
    bascules = ici.bascules
    return {bascules.faux_champ: bascules.faux_valeur} if bascules.faux_champ else {}


def _decrire_client(ici: Tresor, champs: dict[str, str]) -> list[tuple[str, str]]:
    numcli = champs.get("numCli", "")
    controler_client(numcli, ici.annuaire)
    libelles = ici.annuaire.decrire(numcli).libelles
    return [*((f"libelleN{rang}", libelle) for rang, libelle in enumerate(libelles, 1)), ("numcli", numcli)]


_OPERATIONS = {messages.CREER: _creer, messages.DETAIL: _detailler, messages.CLIENT: _decrire_client}

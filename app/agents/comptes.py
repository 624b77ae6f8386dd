"""The residents' accounts at the desk: find one, see what it opens, end what must end."""

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from app.agents.acces import agent_de
from app.metier.comptes import fermeture
from app.metier.comptes.connexions import ses_connexions
from app.metier.comptes.dossiers import PAR_PAGE, TEXTE_MAX, Dossier, lire_dossier, rechercher, sans_signes_caches
from app.metier.comptes.references import ses_references
from app.web.erreurs import Introuvable
from app.web.formulaires import lire_formulaire
from app.web.navigateurs import INCONNU
from app.web.pages import Page
from app.web.rendu import rediriger, rendre
from app.web.temoins import Requete

LISTE = Page("agents/comptes", "Comptes des usagers")
RETRAIT = Page("agents/compte_second_facteur", "Retirer le second facteur")
FERMETURE = Page("agents/compte_fermeture", "Fermer le compte")
PAGES_MAX = 1000
REFERENCES_MAX = 200
"""Abonnés shown on one account's page."""
ETATS = {
    "connexions": "Toutes les connexions du compte sont fermées.",
    "facteur": "Le second facteur est retiré et les connexions sont fermées. Le mot de passe reste demandé.",
    "lien": "Un lien pour choisir un nouveau mot de passe est envoyé à l’adresse du compte.",
    "ferme": "Le compte est fermé : il n’ouvre plus rien.",
}
SANS_IDENTITE = "Vérifiez d’abord l’identité de la personne, puis cochez cette case."


@get("/comptes")
async def liste(request: Requete, q: FromQuery[str] = "", page: FromQuery[str] = "1") -> Response[bytes]:
    """Look for an account by its address or by an abonné's number."""
    q = sans_signes_caches(q)
    contexte: dict[str, object] = {"valeurs": {"q": q[:TEXTE_MAX]}, "cherche": q, "trouves": [], "total": 0}
    if len(q) > TEXTE_MAX:
        erreurs = {"q": "Raccourcissez la recherche : 254 caractères au plus."}
        return LISTE.montrer(request, status_code=422, erreurs=erreurs, **contexte, page=1, pages=1)
    ici = _page(page)
    trouves, total = await rechercher(q, ici)
    pages = max(1, -(-total // PAR_PAGE))
    if ici > 1 and not trouves:
        raise Introuvable
    titre = LISTE.titre if ici == 1 else f"{LISTE.titre}, page {ici} sur {pages}"
    return LISTE.montrer(
        request, titre=titre, **contexte | {"trouves": trouves, "total": total}, page=ici, pages=pages
    )  # fmt: skip


@get("/comptes/{numero:int}")
async def montrer(request: Requete, numero: FromPath[int], etat: FromQuery[str] = "") -> Response[bytes]:
    """The account, who is signed in to it, what it opens, and what may be done."""
    dossier = await _dossier(numero)
    return rendre(
        request, "agents/compte", titre=f"Compte {dossier.courriel}", dossier=dossier, inconnu=INCONNU,
        connexions=await ses_connexions(dossier.id) if dossier.ferme_le is None else [],
        references=await ses_references(dossier.id, limite=REFERENCES_MAX), nouvelle=ETATS.get(etat, ""),
    )  # fmt: skip


@post("/comptes/{numero:int}/connexions")
async def fermer_les_connexions(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """Sign the resident out everywhere."""
    return _fait(numero, "connexions", await fermeture.fermer_les_sessions(numero, await _agent(request, numero)))


@post("/comptes/{numero:int}/lien")
async def envoyer_un_lien(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """Send the resident a link that sets a new password."""
    return _fait(numero, "lien", await fermeture.envoyer_un_lien(numero, await _agent(request, numero)))


@get("/comptes/{numero:int}/second-facteur")
async def confirmer_le_retrait(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """Who may have it taken away, and what follows."""
    dossier = await _ouvert(numero)
    if dossier.second_facteur_le is None:
        raise Introuvable
    return RETRAIT.montrer(request, dossier=dossier)


@post("/comptes/{numero:int}/second-facteur")
async def retirer_le_second_facteur(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """Take it away from someone whom the agent has identified."""
    champs = await lire_formulaire(request)
    dossier = await _ouvert(numero)
    if not champs.get("identite"):
        return RETRAIT.corriger(request, champs, {"identite": SANS_IDENTITE}, dossier=dossier)
    return _fait(numero, "facteur", await fermeture.retirer_le_second_facteur(numero, agent_de(request).identifiant))


@get("/comptes/{numero:int}/fermeture")
async def confirmer_la_fermeture(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """What closing does."""
    return FERMETURE.montrer(request, dossier=await _ouvert(numero))


@post("/comptes/{numero:int}/fermeture")
async def fermer(request: Requete, numero: FromPath[int]) -> Response[bytes]:
    """Close the account."""
    return _fait(numero, "ferme", await fermeture.fermer_compte(numero, await _agent(request, numero)))


async def _agent(request: Requete, numero: int) -> str:
    """Who acts, on an account that is there."""
    await _ouvert(numero)
    return agent_de(request).identifiant


async def _ouvert(numero: int) -> Dossier:
    dossier = await _dossier(numero)
    if dossier.ferme_le is not None:
        raise Introuvable
    return dossier


async def _dossier(numero: int) -> Dossier:
    dossier = await lire_dossier(numero)
    if dossier is None:
        raise Introuvable
    return dossier


def _fait(numero: int, etat: str, fait: bool) -> Response[bytes]:
    if not fait:
        raise Introuvable
    return rediriger(f"/agents/comptes/{numero}?etat={etat}")


def _page(brute: str) -> int:
    if not (brute.isascii() and brute.isdigit()) or not 0 < int(brute[:5]) <= PAGES_MAX:
        raise Introuvable
    return int(brute[:5])


pages = [
    liste,
    montrer,
    fermer_les_connexions,
    envoyer_un_lien,
    confirmer_le_retrait,
    retirer_le_second_facteur,
    confirmer_la_fermeture,
    fermer,
]

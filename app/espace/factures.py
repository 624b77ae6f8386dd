"""« Mes factures »: the list and its filters, a bill, the money received."""

from litestar import Response, get
from litestar.params import FromPath

from app.documents.formats import prix_unitaire, quantite, taux
from app.espace.pages import PAR_PAGE, nombre_de_pages, page_demandee
from app.gabarits.filtres import nombre
from app.metier.documents import tailles_des_documents
from app.metier.factures.chargeurs import sa_facture, ses_factures, ses_reglements
from app.metier.factures.etats import LIBELLES_FILTRE, FactureVue, FiltreFactures, PageFactures
from app.metier.paiements.recus import paiements_avec_recu
from app.web.acces import resident
from app.web.erreurs import Introuvable
from app.web.rendu import rendre
from app.web.temoins import Requete

PERSONNE = 0
"""Stands for the abonné of an account that opens nobody: no row bears it."""


@get("/factures")
async def liste(request: Requete) -> Response[bytes]:
    """Twelve bills of the contrat in view."""
    acces = resident(request)
    page, filtre = page_demandee(request), _filtre(request)
    vue = await ses_factures(acces.abonne_id or PERSONNE, filtre, page, contrat_id=acces.contrat_id)
    if page > max(1, vue.pages):
        raise Introuvable
    return rendre(
        request,
        "factures/liste",
        titre=_titre(vue),
        liste=vue,
        choix=[(filtre, f"/factures?etat={filtre}", libelle) for filtre, libelle in LIBELLES_FILTRE.items()],
        tailles=await tailles_des_documents([f.document_id for f in vue.factures if f.document_id]),
        annonce=_annonce(vue),
        a_payer=any(facture.libelle_action for facture in vue.factures),
    )


@get("/factures/{reference:str}")
async def facture(request: Requete, reference: FromPath[str]) -> Response[bytes]:
    """One bill, its state, what can be done."""
    abonne = resident(request).abonne_id
    vue = await sa_facture(abonne, reference) if abonne else None
    if vue is None:
        raise Introuvable
    tailles = await tailles_des_documents([vue.document_id] if vue.document_id else [])
    colonnes = _colonnes(vue)
    return rendre(
        request,
        "factures/facture",
        titre=f"Facture {vue.reference}",
        facture=vue,
        taille=tailles.get(vue.document_id or 0),
        recus=await paiements_avec_recu([r.paiement_id for r in vue.reglements if r.paiement_id]),
        colonnes=colonnes,
        entetes=["Libellé", *[(titre, "n") for titre, _ in colonnes], ("Montant TTC", "n")],
    )


@get("/factures/reglements")
async def reglements(request: Requete) -> Response[bytes]:
    """« Mes règlements »: the money received, with its receipts."""
    page = page_demandee(request)
    recus = await ses_reglements(resident(request).abonne_id or PERSONNE)
    pages = nombre_de_pages(len(recus), page)
    debut = (page - 1) * PAR_PAGE
    vus = recus[debut : debut + PAR_PAGE]
    return rendre(
        request,
        "factures/reglements",
        titre="Mes règlements" if page == 1 else f"Mes règlements, page {page} sur {pages}",
        reglements=vus,
        premier=nombre(debut + 1),
        dernier=nombre(debut + len(vus)),
        total=nombre(len(recus)),
        page=page,
        pages=pages,
    )


def _colonnes(vue: FactureVue) -> list[tuple[str, list[str]]]:
    """The columns of figures of its lines, without those that billing left empty."""
    ecrites = [
        ("Quantité", [quantite(ligne.quantite_milliemes) for ligne in vue.lignes]),
        ("Prix unitaire", [prix_unitaire(ligne.prix_unitaire_dix_milliemes) for ligne in vue.lignes]),
        ("TVA", [taux(ligne.taux_tva_centiemes) for ligne in vue.lignes]),
    ]
    return [colonne for colonne in ecrites if any(colonne[1])]


def _filtre(request: Requete) -> FiltreFactures:
    try:
        return FiltreFactures(request.query_params.get("etat", FiltreFactures.TOUTES))
    except ValueError:
        raise Introuvable from None


def _titre(vue: PageFactures) -> str:
    """The page's name begins with its heading and tells apart each filter and page."""
    suites = {FiltreFactures.TOUTES: "", FiltreFactures.NON_REGLEES: " non réglées", FiltreFactures.REGLEES: " réglées"}
    return f"Mes factures{suites[vue.filtre]}" + (f", page {vue.page} sur {vue.pages}" if vue.page > 1 else "")


def _annonce(vue: PageFactures) -> str:
    """What the status line says, and the caption of the table."""
    total = vue.comptes[vue.filtre]
    if not total:
        return AUCUNE[vue.filtre]
    debut = (vue.page - 1) * PAR_PAGE + 1
    fin = debut + len(vue.factures) - 1
    return f"{LIBELLES_FILTRE[vue.filtre]}, {nombre(debut)} à {nombre(fin)} sur {nombre(total)}"


AUCUNE = {
    FiltreFactures.TOUTES: "Aucune facture n’est en ligne pour cet abonnement",
    FiltreFactures.NON_REGLEES: "Aucune facture non réglée",
    FiltreFactures.REGLEES: "Aucune facture réglée",
}

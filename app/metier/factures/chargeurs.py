"""Loaders of bills, bounded by the resident: another's bill is as absent as one that does not exist."""

from app.base import ligne, lignes
from app.metier.calendrier import maintenant
from app.metier.factures import requetes
from app.metier.factures.etats import FactureVue, FiltreFactures, LigneVue, PageFactures, PaiementVue
from app.metier.factures.faits import champs_de_liste, lire_faits, lire_ligne_de_liste
from app.metier.factures.lectures import lire_paiement, lire_reglement, lire_tentative
from app.metier.factures.regles import reference_affichee

PAR_PAGE = 12
_COTE = {FiltreFactures.TOUTES: None, FiltreFactures.NON_REGLEES: False, FiltreFactures.REGLEES: True}


async def ses_factures(
    abonne_id: int, filtre: FiltreFactures = FiltreFactures.TOUTES, page: int = 1, *, contrat_id: int | None = None
) -> PageFactures:
    """The list, newest first, in one statement; with `contrat_id`, its bills and those of no contrat."""
    ici = max(1, min(page, 100_000))
    instant = maintenant()
    lues = await lignes(
        requetes.LISTE, abonne_id, instant, contrat_id, _COTE[filtre], PAR_PAGE, (ici - 1) * PAR_PAGE
    )  # fmt: skip
    toutes, reglees = lues[0]["toutes"], lues[0]["reglees"]
    comptes = {
        FiltreFactures.TOUTES: toutes,
        FiltreFactures.NON_REGLEES: toutes - reglees,
        FiltreFactures.REGLEES: reglees,
    }
    return PageFactures(
        factures=tuple(lire_ligne_de_liste(lue, instant) for lue in lues if lue["id"] is not None),
        filtre=filtre,
        page=ici,
        pages=max(1, -(-comptes[filtre] // PAR_PAGE)),
        comptes=comptes,
    )


async def sa_facture(abonne_id: int, reference: str) -> FactureVue | None:
    """One bill with its lines, money received and attempts."""
    instant = maintenant()
    lue = await ligne(requetes.UNE, abonne_id, instant, reference)
    if lue is None:
        return None
    faits = lire_faits(lue, instant)
    return FactureVue(
        **champs_de_liste(faits, lue),
        contrat_id=lue["contrat"],
        contrat_reference=lue["c_reference"],
        periode_debut=lue["periode_debut"],
        periode_fin=lue["periode_fin"],
        exercice=faits.exercice,
        destinataire_nom=lue["destinataire_nom"],
        destinataire_adresse=tuple(morceau for morceau in lue["destinataire_adresse"].split("|") if morceau),
        reference_dette=reference_affichee(faits),
        lignes=tuple(LigneVue(**dict(une)) for une in await lignes(requetes.LIGNES, lue["id"])),
        reglements=tuple(lire_reglement(un, faits) for un in await lignes(requetes.REGLEMENTS, lue["id"])),
        tentatives=tuple(lire_tentative(une) for une in await lignes(requetes.TENTATIVES, lue["id"])),
    )


async def ses_reglements(abonne_id: int) -> tuple[PaiementVue, ...]:
    """« Mes règlements », newest first: one entry per payment on line, one per line of the accountant."""
    lues = await lignes(requetes.SES_REGLEMENTS, abonne_id, maintenant())
    return tuple(lire_paiement(lue) for lue in lues)

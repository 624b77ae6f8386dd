"""Loaders of bills, bounded by the resident: another's bill is as absent as one that does not exist."""

from app.metier.factures.etats import FactureVue, FiltreFactures, PageFactures, PaiementVue

PAR_PAGE = 12


async def ses_factures(
    abonne_id: int, filtre: FiltreFactures = FiltreFactures.TOUTES, page: int = 1, *, contrat_id: int | None = None
) -> PageFactures:
    """The list, newest first, in one statement; with `contrat_id`, its bills and those of no contrat."""
    raise NotImplementedError


async def sa_facture(abonne_id: int, reference: str) -> FactureVue | None:
    """One bill with its lines, money received and attempts."""
    raise NotImplementedError


async def ses_reglements(abonne_id: int) -> tuple[PaiementVue, ...]:
    """« Mes règlements », newest first."""
    raise NotImplementedError

"""The resident's gestures on the way to PayFiP, there, and back."""

import re

from tests.navigateur.visite import Visite

ACCEPTEE = "5017670000001800"
REFUSEE = "4978860713891312"


def regler(visite: Visite) -> str:
    """Press the first « RÉGLER » of the unpaid bills; the bill's reference."""
    visite.aller("/factures?etat=non_reglees")
    reference = visite.page.locator("tr", has=visite.page.get_by_role("button", name=re.compile("^RÉGLER"))).first
    lue = reference.locator("th").inner_text().strip()
    visite.presser(f"RÉGLER la facture {lue}", "Informations sur la dette")
    assert visite.page.url.startswith(visite.demo.payfip), visite.page.url
    assert len(visite.page.context.pages) == 1  # the same tab
    return lue


def payer_par_carte(visite: Visite, numero: str = ACCEPTEE) -> None:
    """From the debt page to the Treasury's own word on the outcome."""
    visite.suivre("Payer par carte bancaire", "Paiement par carte bancaire")
    visite.remplir(numero=numero, mois="09", annee="2035", cryptogramme="123")
    visite.presser("Valider")


def revenir(visite: Visite, titre: str) -> None:
    """Go back to the portal, to the page of this heading."""
    visite.presser("Retourner sur le site de la collectivité", titre)
    assert visite.page.url.startswith(visite.origine), visite.page.url

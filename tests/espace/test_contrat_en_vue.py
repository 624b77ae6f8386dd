"""Every tab follows the contrat that the resident put in view."""

from app.metier.comptes.tables import Session
from app.metier.contrats import Contrat
from tests.espace.test_bacs import poser_bac
from tests.outils.echange import Echange
from tests.personnages import Personnage, facture


async def seconde_residence(personne: Personnage) -> Personnage:
    """The same abonné, seen through a second contrat with its own bin and bill."""
    contrat = Contrat(reference="00002-2", abonne=personne.abonne.id, forfait="Bac")
    await contrat.save()
    seconde = Personnage(personne.abonne, contrat, personne.courriel, personne.compte)
    await poser_bac(seconde, "SECOND")
    await facture(seconde, "F-SECOND", 1000)
    return seconde


async def test_les_onglets_suivent_le_contrat_en_vue(echange: Echange, martin: Personnage) -> None:
    seconde = await seconde_residence(martin)
    await poser_bac(martin, "PREMIER")
    await facture(martin, "F-PREMIER", 1000)
    await facture(martin, "F-COMMUNE", 1000, contrat=None)
    for en_vue, vus, absents in (
        (martin, ("PREMIER",), ("SECOND",)),
        (seconde, ("SECOND",), ("PREMIER",)),
    ):
        await Session.update({Session.contrat: en_vue.contrat.id}, force=True)
        await echange.get("/bacs")
        assert [th.get_text() for th in echange.soupe().select("tbody th")] == list(vus)
        await echange.get("/factures")
        references = {th.get_text() for th in echange.soupe().select("tbody th")}
        assert references == {"F-COMMUNE", *(f"F-{nom}" for nom in vus)}
        assert references.isdisjoint({f"F-{nom}" for nom in absents})
        await echange.get("/informations")
        assert echange.soupe().select("main h3")[0].get_text().endswith(en_vue.contrat.reference)


async def test_une_facture_de_l_autre_contrat_garde_sa_page(echange: Echange, martin: Personnage) -> None:
    await seconde_residence(martin)
    assert (await echange.get("/factures/F-SECOND")).status_code == 200

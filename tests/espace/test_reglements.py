"""« Mes règlements » and the receipts."""

from datetime import UTC, date, datetime

from app.metier.collectivite import ClientPayfip
from app.metier.factures.tables import Facture, NatureReglement, SourceReglement
from app.metier.paiements.tables import EtatPaiement, Paiement, PartPaiement, Reglement
from tests.outils.echange import Echange
from tests.outils.pdf import texte_du_pdf
from tests.personnages import Personnage, dupont, facture


async def payer(une: Facture, etat: EtatPaiement = EtatPaiement.PAYE_CARTE) -> Paiement:
    """An attempt that came to its end, and its line in the ledger."""
    client = await ClientPayfip.objects().first()
    assert client is not None
    instant = datetime(2023, 7, 9, 14, 32, tzinfo=UTC)
    paiement = Paiement(
        idop=f"idop-{une.reference}", etat=etat, client_payfip=client.id, montant_centimes=une.montant_centimes,
        numcli=client.numcli, exer="2023", refdet=une.refdet, mel="camille.martin@example.fr", saisie="T", resultat="P",
        numauto="A55A", effectue_le=instant, cree_le=instant, conclu_le=instant,
    )  # fmt: skip
    await paiement.save()
    await PartPaiement(paiement=paiement.id, facture=une.id, montant_centimes=une.montant_centimes, vive=False).save()
    await Reglement(
        facture=une.id, paiement=paiement.id, nature=NatureReglement.ENCAISSEMENT, source=SourceReglement.PAYFIP,
        date=date(2023, 7, 9), montant_centimes=une.montant_centimes, moyen="carte", idop=paiement.idop,
        provisoire=True,
    ).save()  # fmt: skip
    return paiement


async def test_sans_reglement_la_page_le_dit(echange: Echange, martin: Personnage) -> None:
    await echange.get("/factures/reglements")
    assert "Aucun règlement n’est enregistré." in echange.texte()


async def test_un_paiement_y_est_avec_son_recu(echange: Echange, martin: Personnage) -> None:
    paiement = await payer(await facture(martin, "A1", 8794))
    await echange.get("/factures/reglements")
    texte = echange.texte().replace("\xa0", " ")
    for attendu in ("09/07/2023", "87,94 €", "annoncé par PayFiP", "A1"):
        assert attendu in texte, attendu
    lien = echange.soupe().select_one(f'a[href="/factures/A1/recu/{paiement.id}"]')
    assert lien is not None
    reponse = await echange.get(str(lien["href"]))
    assert reponse.headers["content-type"] == "application/pdf"
    assert reponse.headers["cache-control"] == "no-store"
    pdf = texte_du_pdf(reponse.content)
    for attendu in ("Attestation de paiement", "87,94", "MARTIN", "A1", "16 h 32"):
        assert attendu in pdf, attendu


async def test_douze_reglements_par_page(echange: Echange, martin: Personnage) -> None:
    for rang in range(13):
        await payer(await facture(martin, f"B{rang}", 100 + rang))
    await echange.get("/factures/reglements?page=2")
    assert len(echange.soupe().select("tbody tr")) == 1
    assert "13 à 13 sur 13" in echange.texte()


async def test_le_recu_d_un_autre_ou_d_une_autre_facture_est_introuvable(echange: Echange, martin: Personnage) -> None:
    await dupont()
    une = await Facture.objects().get(Facture.reference == "2300240069928")
    assert une is not None
    du_voisin = await payer(une)
    mien = await payer(await facture(martin, "A1", 500))
    refuse = await payer(await facture(martin, "A2", 500), EtatPaiement.REFUSE)
    for chemin in (
        f"/factures/A1/recu/{du_voisin.id}", f"/factures/2300240069928/recu/{du_voisin.id}",
        f"/factures/A2/recu/{mien.id}", f"/factures/A2/recu/{refuse.id}", "/factures/A1/recu/99999999999999999999",
        "/factures/A1/recu/-1", "/factures/A1/recu/-99999999999",
    ):  # fmt: skip
        assert (await echange.get(chemin)).status_code == 404, chemin

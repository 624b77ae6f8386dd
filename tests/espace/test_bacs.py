"""« Mes bacs/levées »: the bins of the day and the last lifts of the contrat in view."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.metier.bacs import Affectation, Bac, Flux, Puce
from app.metier.levees import Levee, StatutLevee
from tests.espace.conftest import connecter
from tests.outils.echange import Echange
from tests.personnages import Personnage, personnage


async def poser_bac(personne: Personnage, numero: str, **affectation: Any) -> Bac:
    """A bin with its chip, serving this contrat."""
    flux = await Flux.objects().get_or_create(Flux.code == "OMR", defaults={Flux.libelle: "Ordures ménagères"})
    bac = Bac(numero=numero, flux=flux.id, volume_l=120, mis_en_service_le=date(2022, 7, 1))
    await bac.save()
    await Puce(numero=f"P{numero}", bac=bac.id, du=date(2022, 7, 1)).save()
    champs: dict[str, Any] = {"bac": bac.id, "contrat": personne.contrat.id, "du": date(2022, 7, 1)} | affectation
    await Affectation(**champs).save()
    return bac


async def lever(bac: Bac, personne: Personnage | None, local: datetime, **autres: Any) -> None:
    champs: dict[str, Any] = {
        "puce": f"P{bac.numero}", "bac": bac.id, "contrat": personne.contrat.id if personne else None,
        "leve_le_local": local, "leve_le": local.replace(tzinfo=UTC),
    }  # fmt: skip
    await Levee(**(champs | autres)).save()


async def test_un_bac_dit_tout_ce_que_l_on_en_sait(echange: Echange, martin: Personnage) -> None:
    await poser_bac(martin, "B001")
    await echange.get("/bacs")
    ligne = echange.soupe().select_one("tbody tr")
    assert ligne is not None
    cellules = [c.get_text(strip=True) for c in ligne.find_all(["th", "td"])]
    assert cellules == ["B001", "PB001", "Ordures ménagères", "120", "01/07/2022", "Bac entier"]
    assert "29 ROUTE DE MÉTEREN 59270 BAILLEUL" in echange.texte()


async def test_un_bac_partage_dit_sa_part(echange: Echange, martin: Personnage) -> None:
    await poser_bac(martin, "B001", part_dix_milliemes=3333)
    await echange.get("/bacs")
    assert "33,33 % d’un bac partagé" in echange.texte()


async def test_un_bac_parti_ou_a_venir_n_est_pas_montre(echange: Echange, martin: Personnage) -> None:
    aujourdhui = datetime.now(UTC).date()
    await poser_bac(martin, "PARTI", au=aujourdhui - timedelta(days=1))
    await poser_bac(martin, "AVENIR", du=aujourdhui + timedelta(days=10))
    retire = await poser_bac(martin, "RETIRE")
    retire.retire_le = aujourdhui - timedelta(days=1)
    await retire.save()
    await echange.get("/bacs")
    assert "Aucun bac n’est en service aujourd’hui" in echange.texte()


async def test_la_puce_montree_est_celle_du_jour(echange: Echange, martin: Personnage) -> None:
    bac = await poser_bac(martin, "B001")
    await Puce.update({Puce.au: date(2023, 1, 1)}).where(Puce.bac == bac.id)
    await Puce(numero="NEUVE", bac=bac.id, du=date(2023, 1, 1)).save()
    await echange.get("/bacs")
    assert "NEUVE" in echange.texte()
    assert "PB001" not in echange.texte()


async def test_les_douze_dernieres_levees_la_plus_recente_d_abord(echange: Echange, martin: Personnage) -> None:
    bac = await poser_bac(martin, "B001")
    for rang in range(14):
        await lever(bac, martin, datetime(2023, 1, 1, 6, 5) + timedelta(days=7 * rang), poids_g=12_500)  # noqa: DTZ001 -- the lorry's own clock
    await echange.get("/bacs")
    lignes = echange.soupe().select("table")[1].select("tbody tr")
    dates = [ligne.select("th")[0].get_text() for ligne in lignes]
    assert len(dates) == 12
    assert dates[0] == "02/04/2023 à 6\xa0h\xa005"
    assert dates[-1] == "15/01/2023 à 6\xa0h\xa005"
    assert [c.get_text() for c in lignes[0].select("td")] == ["B001", "Ordures ménagères", "120", "12,5", "Levé"]


async def test_un_bac_non_presente_est_dit_non_compte(echange: Echange, martin: Personnage) -> None:
    bac = await poser_bac(martin, "B001")
    await lever(bac, martin, datetime(2023, 1, 1, 6, 5), statut=StatutLevee.NON_PRESENTE)  # noqa: DTZ001
    await echange.get("/bacs")
    assert "Bac non présenté, non compté" in echange.texte()
    assert "Non pesé" in echange.texte()


async def test_les_levees_du_menage_d_avant_ne_se_voient_pas(echange: Echange, martin: Personnage) -> None:
    avant = await personnage("00077", "VOISINEV", "LEROY", "ANNE", "anne@example.fr")
    bac = await poser_bac(martin, "B001")
    await lever(bac, avant, datetime(2022, 1, 1, 6, 5))  # noqa: DTZ001
    await lever(bac, None, datetime(2022, 2, 1, 6, 5))  # noqa: DTZ001
    await echange.get("/bacs")
    assert "Aucune levée n’est enregistrée" in echange.texte()


async def test_un_compte_sans_abonne_n_a_ni_bac_ni_facture(echange: Echange) -> None:
    from app.metier.comptes.tables import Rattachement
    from tests.personnages import camille

    personne = await camille()
    await Rattachement.delete(force=True)
    await connecter(echange, personne)
    for chemin, phrase in (
        ("/bacs", "Aucun abonnement n’est rattaché à votre compte"),
        ("/factures", "Aucune facture n’est en ligne"),
        ("/informations", "Aucun abonné n’est rattaché à votre compte"),
        ("/factures/reglements", "Aucun règlement"),
    ):
        assert (await echange.get(chemin)).status_code == 200
        assert phrase in echange.texte()

"""Loaders: bounded by the resident, and the filter of SQL says what the state in Python says."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.base import Inscription, executer, valeur
from app.metier.calendrier import aujourdhui
from app.metier.factures.chargeurs import sa_facture, ses_factures, ses_reglements
from app.metier.factures.etats import EtatFacture, FiltreFactures
from app.metier.factures.tables import NatureReglement
from tests.personnages import camille, dupont, facture, personnage

AJOUTER = (
    "INSERT INTO reglement (facture, nature, source, date, montant_centimes, moyen, idop, numauto, provisoire, "
    "cree_le) VALUES ($1, $2, 'comptable', '2023-08-01', $3, $4, '', '', false, now())"
)
REGLEMENTS = st.lists(st.tuples(st.sampled_from(sorted(NatureReglement)), st.integers(1, 3000)), max_size=4)
FACTURES = st.lists(st.tuples(st.integers(-2000, 3000), st.booleans(), REGLEMENTS), min_size=1, max_size=4)


async def recevoir(identifiant: int, nature: NatureReglement, centimes: int) -> None:
    signe = 1 if nature is NatureReglement.ENCAISSEMENT else -1
    await executer(AJOUTER, identifiant, nature.value, signe * centimes, "chèque")


_rang = iter(range(1_000_000))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fiches=FACTURES)
async def test_le_filtre_et_l_etat_disent_la_meme_chose(
    ccfi: Inscription, fiches: list[tuple[int, bool, list[tuple[NatureReglement, int]]]]
) -> None:
    essai = next(_rang)
    personne = await personnage(f"9{essai:06d}", f"X{essai:07d}", "NOM", "PRENOM", f"x{essai}@exemple.fr")
    for rang, (montant, annulee, reglements) in enumerate(fiches):
        une = await facture(personne, f"P{essai}-{rang}", montant, annulee=annulee)
        for nature, centimes in reglements:
            await recevoir(une.id, nature, centimes)
    toutes = await ses_factures(personne.abonne.id)
    non_reglees = await ses_factures(personne.abonne.id, FiltreFactures.NON_REGLEES)
    reglees = await ses_factures(personne.abonne.id, FiltreFactures.REGLEES)
    assert {f.reference for f in reglees.factures} == {f.reference for f in toutes.factures if f.est_reglee}
    assert {f.reference for f in non_reglees.factures} == {f.reference for f in toutes.factures if not f.est_reglee}
    assert toutes.comptes == {
        FiltreFactures.TOUTES: len(fiches),
        FiltreFactures.REGLEES: len(reglees.factures),
        FiltreFactures.NON_REGLEES: len(non_reglees.factures),
    }


async def test_douze_par_page_les_plus_recentes_d_abord(ccfi: Inscription) -> None:
    personne = await camille()
    for numero in range(30):
        await facture(personne, f"F{numero:02d}", 1000, date_facture=date(2023, 1, 1) + timedelta(days=numero))
    pages = [await ses_factures(personne.abonne.id, page=numero) for numero in (1, 2, 3, 4)]
    assert [len(page.factures) for page in pages] == [12, 12, 6, 0]
    assert [page.pages for page in pages] == [3, 3, 3, 3]
    vues = [une.reference for page in pages for une in page.factures]
    assert vues == [f"F{numero:02d}" for numero in reversed(range(30))]
    assert pages[3].comptes[FiltreFactures.TOUTES] == 30


async def test_personne_ne_voit_la_facture_d_un_autre(ccfi: Inscription) -> None:
    lui, elle = await dupont(), await camille()
    assert (await ses_factures(elle.abonne.id)).factures == ()
    assert await sa_facture(elle.abonne.id, "2300240069928") is None
    assert await sa_facture(lui.abonne.id, "2300240069928") is not None
    assert await ses_reglements(elle.abonne.id) == ()


async def test_une_facture_se_voit_le_jour_de_sa_publication(ccfi: Inscription) -> None:
    personne = await camille()
    await facture(personne, "DEMAIN", 1000, publiee_le=aujourdhui() + timedelta(days=1))
    await facture(personne, "CEJOUR", 1000, publiee_le=aujourdhui())
    assert [une.reference for une in (await ses_factures(personne.abonne.id)).factures] == ["CEJOUR"]
    assert await sa_facture(personne.abonne.id, "DEMAIN") is None


async def test_le_contrat_en_vue_et_les_factures_sans_contrat(ccfi: Inscription) -> None:
    personne = await camille()
    await facture(personne, "LESIEN", 1000)
    await facture(personne, "AUCUN", 1000, contrat=None)
    autre = (await dupont()).contrat.id
    await facture(personne, "AUTRE", 1000, contrat=autre)
    vues = await ses_factures(personne.abonne.id, contrat_id=personne.contrat.id)
    assert sorted(une.reference for une in vues.factures) == ["AUCUN", "LESIEN"]
    assert vues.comptes[FiltreFactures.TOUTES] == 2


async def test_la_page_d_une_facture(ccfi: Inscription) -> None:
    personne = await dupont()
    numero = await valeur("SELECT id FROM facture")
    await recevoir(numero, NatureReglement.ENCAISSEMENT, 5000)
    await recevoir(numero, NatureReglement.REJET, 2000)
    vue = await sa_facture(personne.abonne.id, "2300240069928")
    assert vue is not None
    assert vue.etat is EtatFacture.REGLEE_EN_PARTIE
    assert vue.a_payer_centimes == 5794
    assert [(une.libelle, une.montant_centimes) for une in vue.reglements] == [
        ("Chèque", 5000),
        ("Rejet de paiement", -2000),
    ]
    assert [une.libelle for une in vue.lignes] == ["Part fixe"]
    assert vue.reference_dette == "2023-0022-02300240069928"
    assert vue.destinataire_adresse == ("29 route de Méteren", "59270 Bailleul")

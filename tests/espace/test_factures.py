"""« Mes factures »: the list, its filters and pages, a bill's own page."""

import re
from datetime import date, timedelta

import pytest
from bs4 import Tag

from app.metier.factures.tables import LigneFacture, NatureReglement, SourceReglement
from app.metier.paiements.tables import Reglement
from app.metier.suivi import Trace
from tests.outils.echange import Echange
from tests.personnages import Personnage, dupont, facture, personnage

ENTETES = ["Date facture", "Échéance", "Référence", "Objet", "Montant TTC", "Duplicata", "Règlement"]


async def regler(numero: int, centimes: int) -> None:
    """The accountant says that this much was paid."""
    await Reglement(
        facture=numero, nature=NatureReglement.ENCAISSEMENT, source=SourceReglement.COMPTABLE, date=date(2023, 8, 1),
        montant_centimes=centimes, reference=f"R{numero}", moyen="carte",
    ).save()  # fmt: skip


async def douzaines(personne: Personnage, combien: int) -> None:
    for rang in range(combien):
        await facture(personne, f"F{rang:03}", 1000 + rang, date_facture=date(2020, 1, 1) + timedelta(days=rang))


async def test_le_tableau_porte_les_sept_titres_et_les_formes_francaises(echange: Echange, martin: Personnage) -> None:
    await facture(martin, "2300240069930", 8794)
    await echange.get("/factures")
    soupe = echange.soupe()
    assert [th.get_text() for th in soupe.select("thead th")] == ENTETES
    assert soupe.select_one("caption") is not None
    ligne = soupe.select_one("tbody tr")
    assert ligne is not None
    assert [c.get("data-l") for c in ligne.find_all(["th", "td"])] == ENTETES
    texte = ligne.get_text(" ", strip=True)
    for attendu in ("02/07/2023", "31/08/2023", "2300240069930", "87,94\xa0€", "À régler"):
        assert attendu in texte
    bouton = ligne.find("button")
    assert isinstance(bouton, Tag)
    assert bouton.get_text(" ", strip=True) == "RÉGLER la facture 2300240069930"
    assert bouton["formaction"] == "/factures/2300240069930/paiement"
    assert "payee" not in ligne.get("class", [])


async def test_une_facture_soldee_est_jaune_et_dite_reglee(echange: Echange, martin: Personnage) -> None:
    await regler((await facture(martin, "A1", 500)).id, 500)
    await echange.get("/factures")
    ligne = echange.soupe().select_one("tbody tr.payee")
    assert ligne is not None
    assert "Réglée" in ligne.get_text()
    assert ligne.find("button") is None


@pytest.mark.parametrize(
    ("etat", "vues", "actif"),
    [
        ("toutes", {"PAYEE", "DUE"}, "Toutes les factures"),
        ("non_reglees", {"DUE"}, "Factures non réglées"),
        ("reglees", {"PAYEE"}, "Factures réglées"),
    ],
)
async def test_chaque_filtre_garde_les_siennes(
    echange: Echange, martin: Personnage, etat: str, vues: set[str], actif: str
) -> None:
    await regler((await facture(martin, "PAYEE", 500)).id, 500)
    await facture(martin, "DUE", 700)
    await echange.get(f"/factures?etat={etat}")
    soupe = echange.soupe()
    assert {th.get_text() for th in soupe.select("tbody th")} == vues
    assert [a.get_text() for a in soupe.select(".filtres [aria-current]")] == [actif]


async def test_un_filtre_sans_facture_le_dit(echange: Echange, martin: Personnage) -> None:
    await echange.get("/factures?etat=reglees")
    assert "Aucune facture réglée." in echange.texte()
    assert echange.soupe().find("table") is None


async def test_un_filtre_inconnu_est_introuvable(echange: Echange, martin: Personnage) -> None:
    assert (await echange.get("/factures?etat=perdues")).status_code == 404


@pytest.mark.parametrize(("combien", "pages"), [(0, 1), (12, 1), (13, 2), (24, 2), (25, 3)])
async def test_douze_factures_par_page(echange: Echange, martin: Personnage, combien: int, pages: int) -> None:
    await douzaines(martin, combien)
    vues: list[str] = []
    for page in range(1, pages + 1):
        await echange.get(f"/factures?etat=toutes&page={page}")
        references = [th.get_text() for th in echange.soupe().select("tbody th")]
        assert len(references) <= 12
        vues += references
    assert vues == sorted(vues, reverse=True)
    assert len(set(vues)) == combien
    assert (await echange.get(f"/factures?page={pages + 1}")).status_code == 404


async def test_la_pagination_garde_le_filtre_et_l_annonce_dit_ou_l_on_est(echange: Echange, martin: Personnage) -> None:
    await douzaines(martin, 13)
    await echange.get("/factures?etat=non_reglees&page=2")
    soupe = echange.soupe()
    precedente = soupe.select_one("#page-precedente")
    assert precedente is not None
    assert precedente["href"] == "/factures?etat=non_reglees&page=1"
    assert "Factures non réglées, 13 à 13 sur 13" in soupe.select("caption")[0].get_text()
    titre = soupe.title
    assert titre is not None
    assert titre.get_text().startswith("Mes factures non réglées, page 2 sur 2 - ")
    await echange.get("/factures?etat=non_reglees&page=2", htmx=True)
    assert ">Factures non réglées, 13 à 13 sur 13</p>" in str(echange.derniere and echange.derniere.text)


async def test_la_page_d_une_facture_dit_tout(echange: Echange, martin: Personnage) -> None:
    une = await facture(martin, "2300240069930", 8794, periode_debut=date(2023, 1, 1), periode_fin=date(2023, 6, 30))
    await regler(une.id, 2000)
    await echange.get("/factures/2300240069930")
    texte = echange.texte()
    for attendu in (
        "Facture 2300240069930", "87,94 €", "Réglée en partie (reste 67,94 €)", "Part fixe", "REDEVANCE",
        "2 juillet 2023", "Du 1er janvier 2023 au 30 juin 2023", "01/08/2023", "20,00 €", "2023-0022-",
        "PRÉCÉDENT vers Mes factures",
    ):  # fmt: skip
        assert attendu in texte.replace("\xa0", " "), attendu
    formulaire = echange.soupe().select_one("main form")
    assert formulaire is not None
    assert formulaire["action"] == "/factures/2300240069930/paiement"


async def test_les_colonnes_vides_des_lignes_ne_sont_pas_montrees(echange: Echange, martin: Personnage) -> None:
    une = await facture(martin, "A1", 8794)
    await LigneFacture(
        facture=une.id, rang=2, libelle="Levées", quantite_milliemes=1500, prix_unitaire_dix_milliemes=32_000,
        montant_centimes=480,
    ).save()  # fmt: skip
    await echange.get("/factures/A1")
    table = echange.soupe().select("table")[0]
    assert [th.get_text() for th in table.select("thead th")] == ["Libellé", "Quantité", "Prix unitaire", "Montant TTC"]
    lues = [[c.get_text() for c in ligne.find_all(["th", "td"])] for ligne in table.select("tbody tr")]
    assert lues == [["Part fixe", "–", "–", "87,94\xa0€"], ["Levées", "1,5", "3,20\xa0€", "4,80\xa0€"]]


async def test_une_facture_prelevee_dit_pourquoi_elle_ne_se_paie_pas(echange: Echange, martin: Personnage) -> None:
    martin.contrat.mode_paiement = "prelevement"
    await martin.contrat.save()
    await facture(martin, "AUTO", 5000)
    await echange.get("/factures/AUTO")
    soupe = echange.soupe()
    assert soupe.select_one("main form") is None
    avis = soupe.select_one(".avis")
    assert avis is not None
    assert "prélev" in avis.get_text().lower()


@pytest.mark.parametrize("suite", ["", "/duplicata", "/recu/1"])
async def test_la_facture_d_un_autre_est_aussi_absente_qu_une_inconnue(
    echange: Echange, martin: Personnage, suite: str
) -> None:
    await dupont()
    autre, inconnue = [
        await echange.get(f"/factures/{reference}{suite}") for reference in ("2300240069928", "2300240069929")
    ]
    assert autre.status_code == inconnue.status_code == 404
    assert _sans_preuve(autre.text) == _sans_preuve(inconnue.text).replace("2300240069929", "2300240069928")


async def test_une_facture_pas_encore_publiee_n_existe_pas(echange: Echange, martin: Personnage) -> None:
    await facture(martin, "DEMAIN", 5000, publiee_le=date.today() + timedelta(days=2))  # noqa: DTZ011 -- the day only
    assert (await echange.get("/factures/DEMAIN")).status_code == 404
    await echange.get("/factures")
    assert "DEMAIN" not in echange.texte()


async def test_les_noms_hostiles_restent_du_texte(echange: Echange, martin: Personnage) -> None:
    hostile = "<script>alert(1)</script>\"'&{{ 7*7 }}"
    await facture(martin, "H-1", 5000, objet=hostile, destinataire_nom=hostile)
    for chemin in ("/factures", "/factures/H-1"):
        reponse = await echange.get(chemin)
        assert "<script>alert" not in reponse.text
        assert hostile in echange.soupe().get_text()


async def test_une_reference_bizarre_mene_a_sa_page(echange: Echange, martin: Personnage) -> None:
    reference = "2015 n°1?x=1&y#z%"
    await facture(martin, reference, 5000)
    await echange.get("/factures")
    lien = echange.soupe().select_one("tbody th a")
    assert lien is not None
    assert (await echange.get(str(lien["href"]))).status_code == 200
    assert reference in echange.texte()


async def test_consulter_n_ecrit_rien(echange: Echange, martin: Personnage) -> None:
    await facture(martin, "A1", 5000)
    avant = await Trace.count()
    for chemin in ("/factures", "/factures/A1", "/factures/reglements"):
        await echange.get(chemin)
    assert await Trace.count() == avant


async def test_les_onglets_suivent_l_abonne_de_la_session(echange: Echange, martin: Personnage) -> None:
    voisine = await personnage("00077", "VOISINEV", "LEROY", "ANNE", "anne@example.fr")
    await facture(voisine, "VOISINE", 5000)
    await echange.get("/factures")
    assert "VOISINE" not in echange.texte()


def _sans_preuve(html: str) -> str:
    return re.sub(r'value="[\w-]{43}"', "", html)

"""What the policy refuses has no button on the console's page, and its lists tell money in euros."""

import json

import pytest

from app.agents.console.actifs import DOSSIER, actif, page
from app.agents.console.boutons import REMPLACEMENTS, UNITE, refus_des_tables
from app.agents.console.libelles import libelle
from app.agents.console.vues import vues
from app.agents.politique import REGLES
from app.gabarits.actifs import statique
from tests import personnages
from tests.agents.outils import Console, equipier, session_de
from tests.outils.echange import Echange


def _brut(suffixe: str) -> str:
    return next((DOSSIER / "assets").glob(f"*{suffixe}")).read_text(encoding="utf-8")


def _servi(suffixe: str) -> str:
    servi = actif(next((DOSSIER / "assets").glob(f"*{suffixe}")).name)
    assert servi is not None
    return servi.contenu.decode()


@pytest.mark.parametrize("sien", REMPLACEMENTS)
def test_chaque_passage_remplace_est_une_fois_dans_le_script(sien: str) -> None:
    assert _brut(".js").count(sien) == 1
    assert sien not in _servi(".js")
    assert _servi(".js").count(REMPLACEMENTS[sien]) == 1


@pytest.mark.parametrize("nom", ["REFUS", "EUROS", "FIGE"])
def test_nos_noms_ne_sont_pas_deja_les_siens(nom: str) -> None:
    for declaration in (f"const {nom}=", f"let {nom}=", f"function {nom}(", f",{nom}="):
        assert declaration not in _brut(".js")


@pytest.mark.parametrize(
    "repere",
    ['"data-uitest":"save_button"', '"data-uitest":"create_button"', '"data-uitest":"delete_row_button"',
     '"data-uitest":"drop_down_button"', 'class:"buttons"', 'class:"table_wrapper"', 'class:"required"', 'class:"add"',
     'title:"Delete selected Rows"', 'path:"/:tableName/add/"'],
)  # fmt: skip
def test_ce_que_la_feuille_designe_est_dans_le_script(repere: str) -> None:
    assert repere in _brut(".js").replace("R_={class:", "class:").replace("v_={class:", "class:")


def test_les_refus_sont_ceux_de_la_politique() -> None:
    refus = refus_des_tables()
    assert refus["facture"] == refus["trace"] == "ajout ecriture suppression"
    assert refus["collectivite"] == "ajout suppression"
    assert refus["agent"] == "suppression"
    assert refus["flux"] == ""
    assert set(refus) == set(REGLES)
    assert f"const REFUS={json.dumps(refus)};" in _servi(".js")


async def test_ce_qui_garde_son_bouton_n_est_pas_refuse_et_le_reste_l_est(echange: Echange) -> None:
    """The same words as the gate: 403 exactly where the button is hidden."""
    qui = await equipier(administrateur=True)
    await personnages.dupont()
    console = Console(echange, await session_de(qui.agent.id, prouvee=True))
    actes = {"ajout": ("POST", ""), "ecriture": ("PATCH", "999999999/"), "suppression": ("DELETE", "999999999/")}
    for nom, refuses in refus_des_tables().items():
        for acte, (methode, suite) in actes.items():
            code = (await console.envoyer(methode, f"/api/tables/{nom}/{suite}", {})).status_code
            assert (nom, acte, code == 403) == (nom, acte, acte in refuses.split())


def test_le_lien_d_ajout_d_une_ligne_liee_suit_la_meme_regle() -> None:
    feuille = _servi(".css")
    assert {nom for nom in REGLES if f'a.add[href$="#/{nom}/add/"]' in feuille} == {
        nom for nom, regle in REGLES.items() if not regle.ajout
    }


def test_les_montants_disent_leur_unite_la_ou_ils_se_saisissent() -> None:
    assert libelle("montant_centimes") == f"Montant{UNITE}" == "Montant (centimes)"
    assert libelle("plafond_centimes") == "Plafond (centimes)"
    assert libelle("taux_tva_centiemes") == "Taux TVA centièmes"
    montants = {(nom, c._meta.name) for nom, vue in vues().items() for c in vue._meta.columns if c.value_type is int}
    assert {nom for nom, colonne in montants if colonne.endswith("_centimes")} >= {"facture", "paiement", "reglement"}


async def test_les_listes_gardent_leurs_centimes_pour_le_tri_et_l_export(echange: Echange) -> None:
    qui = await equipier()
    await personnages.dupont()
    console = Console(echange, await session_de(qui.agent.id, prouvee=True))
    recherche = "montant_centimes=8794&__order=montant_centimes"
    factures = (await console.lire(f"/api/tables/facture/?{recherche}")).json()["rows"]
    assert [f["montant_centimes"] for f in factures] == [8794]


async def test_la_page_a_son_icone(echange: Echange) -> None:
    icone = statique("img/favicon.svg")
    assert f'<link rel="icon" href="{icone}">' in page()
    assert (await echange.client.get(icone)).status_code == 200

"""The console speaks French: each sentence that we replace is in the bundle, once read, and no longer afterwards."""

from pathlib import Path

import pytest

from app.agents.console.actifs import DOSSIER, NOM_AFFICHE, NOM_DU_MENU, actif, page, traduire
from app.agents.console.libelles import libelle
from app.agents.console.traduction import FRANCAIS, PHRASES_DU_SCRIPT, VERS_NOTRE_PORTE
from tests.agents.outils import Console, equipier, session_de
from tests.outils.echange import Echange


def _script() -> Path:
    return next((DOSSIER / "assets").glob("*.js"))


@pytest.mark.parametrize("phrase", PHRASES_DU_SCRIPT)
def test_chaque_phrase_est_dans_le_script(phrase: str) -> None:
    assert phrase in _script().read_text(encoding="utf-8")


def test_il_n_en_reste_aucune() -> None:
    traduit = traduire(_script().read_text(encoding="utf-8"))
    assert [phrase for phrase in PHRASES_DU_SCRIPT if phrase in traduit] == []
    assert traduit.count(VERS_NOTRE_PORTE) == 1


def test_les_mots_de_son_francais_sont_de_ceux_qu_il_montre() -> None:
    script = _script().read_text(encoding="utf-8")
    assert [mot for mot in FRANCAIS.translations if f'"{mot}"' not in script] == []


def test_les_tables_portent_leur_nom_francais() -> None:
    script = _script().read_text(encoding="utf-8")
    assert NOM_AFFICHE in script
    assert NOM_DU_MENU in script
    assert NOM_DU_MENU not in traduire(script)
    assert '"reglement": "Règlements"' in traduire(NOM_AFFICHE)


@pytest.mark.parametrize(
    ("colonne", "attendu"),
    [("date_facture", "Date facture"), ("delai_nouvel_essai", "Délai nouvel essai"), ("password", "Mot de passe")],
)
def test_les_colonnes_aussi(colonne: str, attendu: str) -> None:
    assert libelle(colonne) == attendu


async def test_la_description_d_une_table_parle_francais(echange: Echange) -> None:
    qui = await equipier()
    console = Console(echange, await session_de(qui.agent.id, prouvee=True))
    schema = (await console.lire("/api/tables/collectivite/schema/")).json()["properties"]
    assert schema["telephone"]["title"] == "Téléphone"
    choix = schema["etat_accessibilite"]["extra"]["choices"].values()
    assert {c["display_name"] for c in choix} == {"totalement conforme", "partiellement conforme", "non conforme"}
    assert "Régie" in str((await console.lire("/api/tables/client_payfip/schema/")).json())


def test_la_page_est_en_francais() -> None:
    assert '<html lang="fr">' in page()
    assert "We're sorry" not in page()
    assert "Piccolo Admin</title>" not in page()


def test_un_actif_se_nomme_sans_chemin() -> None:
    assert actif(_script().name) is not None
    for autre in ("", ".", "..", "../index.html", f"../assets/{_script().name}", "absent.js"):
        assert actif(autre) is None

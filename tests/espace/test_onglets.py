"""Every tab: the page, the fragment that htmx swaps in, and the door for visitors."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

from tests.outils.echange import Echange
from tests.personnages import Personnage, dupont, facture

ONGLETS = {
    "/informations": "Mes informations",
    "/bacs": "Mes bacs/levées",
    "/factures": "Mes factures",
    "/services": "Mes services",
    "/suivi": "Suivi de mes demandes",
}


def _principal(soupe: BeautifulSoup) -> Tag:
    principal = soupe.find("main")
    assert isinstance(principal, Tag)
    return principal


def _normal(element: Tag) -> str:
    """The region as text to compare: without the focus mark and the proof, which change at each rendering."""
    sans_foyer = str(element).replace(' autofocus=""', "").replace(" autofocus", "")
    return re.sub(r"\s+", " ", re.sub(r'value="[\w-]{43}"', "", sans_foyer))


@pytest.mark.parametrize(("chemin", "titre"), ONGLETS.items())
async def test_chaque_onglet_est_une_page(echange: Echange, martin: Personnage, chemin: str, titre: str) -> None:
    reponse = await echange.get(chemin)
    assert reponse.status_code == 200
    assert reponse.headers["cache-control"] == "no-store"
    soupe = echange.soupe()
    assert [h1.get_text() for h1 in soupe.find_all("h1")] == [titre]
    assert [a["href"] for a in soupe.select("#onglets [aria-current=page]")] == [chemin]
    retour = soupe.select_one("p.retour a")
    assert retour is not None
    assert retour["href"] == "/espace"


@pytest.mark.parametrize("chemin", [*ONGLETS, "/factures?etat=reglees", "/factures?etat=non_reglees"])
async def test_le_fragment_est_la_region_de_la_page(echange: Echange, martin: Personnage, chemin: str) -> None:
    await facture(martin, "2300240069930", 5000)
    page = BeautifulSoup((await echange.get(chemin)).text, "html5lib")
    fragment = BeautifulSoup((await echange.get(chemin, htmx=True)).text, "html.parser")
    hors_bande = [e.extract() for e in fragment.select("[data-hx-swap-oob]")]
    titre = fragment.find("title", recursive=False)
    assert isinstance(titre, Tag)
    assert titre.extract() == page.title
    (cible,) = BeautifulSoup(f"<main>{fragment}</main>", "html5lib").select("main")
    assert _normal(cible).split(">", 1)[1] == _normal(_principal(page)).split(">", 1)[1]
    assert {e["id"] for e in hors_bande} == {"onglets", "annonce"}


@pytest.mark.parametrize("chemin", ["/espace", *ONGLETS, "/factures/reglements", "/factures/2300240069928"])
async def test_un_visiteur_est_mene_a_la_connexion(echange: Echange, chemin: str) -> None:
    await dupont()
    reponse = await echange.get(chemin)
    assert reponse.status_code == 303
    assert reponse.headers["location"].startswith("/connexion")


async def test_l_accueil_du_compte_mene_aux_cinq_onglets(echange: Echange, martin: Personnage) -> None:
    await echange.get("/espace")
    soupe = echange.soupe()
    assert "Mon espace usager" in echange.texte()
    assert [a["href"] for a in soupe.select(".tuiles a")] == list(ONGLETS)
    calendrier = soupe.find("a", string="Calendriers-des-collectes")
    assert isinstance(calendrier, Tag)
    assert calendrier["href"] == "/calendriers-de-collecte"


async def test_le_foyer_va_au_titre_depuis_l_onglet_et_reste_sur_le_filtre(
    echange: Echange, martin: Personnage
) -> None:
    """A tab takes the whole fragment; a filter and a page take the list alone, and their control is in both."""
    await facture(martin, "A1", 5000)
    fragment = BeautifulSoup((await echange.get("/factures?etat=reglees", htmx=True)).text, "html.parser")
    assert fragment.select_one("h1[autofocus]") is not None
    liste = fragment.select_one("#liste")
    assert liste is not None
    assert liste.select("[autofocus]") == []
    filtres = liste.select(".filtres a")
    assert [a["data-hx-get"] for a in filtres] == [a["href"] for a in filtres]
    assert {(a["data-hx-target"], a["data-hx-select"]) for a in filtres} == {("#liste", "#liste")}
    assert len({a["id"] for a in filtres}) == 3


@pytest.mark.parametrize("page", ["0", "-1", "deux", "2", "1e3", "٢", "9" * 30, ""])
@pytest.mark.parametrize("chemin", ["/factures", "/informations", "/suivi", "/factures/reglements"])
async def test_une_page_qui_n_existe_pas_est_introuvable(
    echange: Echange, martin: Personnage, chemin: str, page: str
) -> None:
    assert (await echange.get(f"{chemin}?page={page}")).status_code == 404

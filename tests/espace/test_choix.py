"""« Traitement de mes données personnelles »: two rights that count at once."""

import json

import pytest

from app.base import Inscription, executer, ligne, lignes
from app.metier.abonnes import Abonne
from app.metier.choix import Choix, enregistrer_les_choix
from app.metier.comptes.tables import Rattachement
from tests.espace.conftest import connecter
from tests.outils.echange import Echange
from tests.personnages import Personnage, camille, personnage

PAGE = "/informations/choix"


async def choix(abonne: int) -> tuple[bool, bool]:
    lue = await ligne("SELECT opposition, retractation FROM abonne WHERE id = $1", abonne)
    assert lue is not None
    return lue["opposition"], lue["retractation"]


def coches(echange: Echange) -> list[str]:
    return [str(case["name"]) for case in echange.soupe().select("input[type=checkbox][checked]")]


@pytest.mark.parametrize("coche", [(), ("opposition",), ("retractation",), ("opposition", "retractation")])
async def test_les_choix_valent_aussitot_et_se_reprennent(
    echange: Echange, martin: Personnage, coche: tuple[str, ...]
) -> None:
    """Objection and erasure: no agent decides, and what was taken can be given back."""
    champs = {"abonne": "00002"} | dict.fromkeys(coche, "oui")
    reponse = await echange.soumettre(PAGE, champs)
    assert (reponse.status_code, reponse.headers["location"]) == (303, f"{PAGE}?etat=enregistres")
    assert await choix(martin.abonne.id) == ("opposition" in coche, "retractation" in coche)
    await echange.get(f"{PAGE}?etat=enregistres")
    assert coches(echange) == list(coche)
    assert "Vos choix sont enregistrés" in echange.soupe().select_one("p.fait[role=status]").get_text()  # type: ignore[union-attr]
    await echange.soumettre(PAGE, {"abonne": "00002"})
    assert await choix(martin.abonne.id) == (False, False)


async def test_la_page_reprend_les_phrases_de_la_fiche(echange: Echange, martin: Personnage) -> None:
    await echange.get("/informations")
    fiche = echange.texte()
    await echange.get(PAGE)
    for case in echange.soupe().select("main .choix label"):
        assert " ".join(case.get_text().split()) in fiche


async def test_le_journal_dit_l_avant_et_l_apres_une_fois(echange: Echange, martin: Personnage) -> None:
    for _ in range(2):
        await echange.soumettre(PAGE, {"abonne": "00002", "opposition": "oui"})
    (trace,) = await lignes("SELECT acteur, auteur, acte, objet, details FROM trace")
    assert martin.compte is not None
    assert tuple(trace)[:4] == ("usager", str(martin.compte.id), "choix_modifies", f"abonne:{martin.abonne.id}")
    assert json.loads(trace["details"]) == {
        "avant": {"opposition": False, "retractation": False},
        "apres": {"opposition": True, "retractation": False},
    }


async def test_la_fiche_d_un_autre_ne_s_atteint_pas(echange: Echange, martin: Personnage) -> None:
    """Whatever the form names, the abonné in view alone is written, and only when the form is about it."""
    voisine = await personnage("00099", "VOISINAA", "VOISIN", "LEA", "lea@exemple.fr")
    for champs in ({"abonne": "00099"}, {"abonne": str(voisine.abonne.id)}, {}):
        refus = await echange.soumettre(PAGE, champs | {"opposition": "oui"})
        assert refus.status_code == 422
        assert "un autre abonné" in echange.texte()
        assert coches(echange) == ["opposition"]
    assert await choix(voisine.abonne.id) == await choix(martin.abonne.id) == (False, False)
    assert martin.compte is not None
    assert not await enregistrer_les_choix(martin.compte.id, voisine.abonne.id, Choix(True, True))


async def test_un_abonne_perdu_entre_temps_n_est_pas_ecrit(ccfi: Inscription) -> None:
    personne = await camille()
    assert personne.compte is not None
    await executer("UPDATE rattachement SET jusque_le = depuis_le")
    assert not await enregistrer_les_choix(personne.compte.id, personne.abonne.id, Choix(True, True))
    assert await choix(personne.abonne.id) == (False, False)


async def test_sans_abonne_la_page_dit_quoi_faire(echange: Echange) -> None:
    personne = await camille()
    await connecter(echange, personne)
    await Rattachement.delete(force=True)
    assert (await echange.get(PAGE)).status_code == 200
    assert "aucun n’est rattaché à votre compte" in echange.texte()
    assert echange.soupe().find("form", action=PAGE) is None
    await echange.get("/contact")
    assert (await echange.post(PAGE, {"opposition": "oui"})).headers["location"] == PAGE


@pytest.mark.parametrize("opposition", [True, False])
def test_qui_s_oppose_n_est_pas_sollicite(opposition: bool) -> None:
    assert Abonne(opposition=opposition).peut_etre_sollicite() is not opposition

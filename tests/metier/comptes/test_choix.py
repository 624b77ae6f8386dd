"""The chooser: several abonnés of one account, with or without contrat."""

import time

import pytest

from app.base import Inscription, executer, valeur
from app.metier.chiffre import condenser
from app.metier.comptes import sessions
from app.metier.comptes.acces import Acces, lire_acces
from app.metier.comptes.proprietaires import rattacher
from tests import personnages
from tests.personnages import Personnage


async def ouvrir(*autres: Personnage) -> str:
    """Camille's account, which opens these abonnés too."""
    camille = await personnages.camille()
    assert camille.compte is not None
    for autre in autres:
        await rattacher(camille.compte.id, autre.abonne.id, "essai")
    return await sessions.ouvrir(camille.compte.id)


async def lu(jeton: str) -> Acces:
    acces = await lire_acces(condenser(jeton))
    assert acces is not None
    return acces


async def sans_contrat() -> Personnage:
    """A company that billing knows and that has no contrat."""
    personne = await personnages.personnage(
        "00070", "SANSCONT", "", "", "moulin@example.fr", raison_sociale="SARL LE MOULIN"
    )
    await executer("DELETE FROM adresse WHERE contrat = $1", personne.contrat.id)
    await executer("DELETE FROM contrat WHERE id = $1", personne.contrat.id)
    return personne


async def test_un_seul_abonne_n_est_pas_nomme(ccfi: Inscription) -> None:
    acces = await lu(await ouvrir())
    assert [c.libelle for c in acces.contrats] == ["00002 - 29 ROUTE DE MÉTEREN 59270 BAILLEUL"]


async def test_plusieurs_abonnes_sont_nommes(ccfi: Inscription) -> None:
    acces = await lu(await ouvrir(await personnages.dupont(), await sans_contrat()))
    assert acces.code_usager == "00002"  # the account's first one stays in view
    assert [(c.libelle, c.choisi) for c in acces.contrats] == [
        ("PIERRE DUPONT (00001) - 00001 - 29 ROUTE DE MÉTEREN 59270 BAILLEUL", False),
        ("CAMILLE MARTIN (00002) - 00002 - 29 ROUTE DE MÉTEREN 59270 BAILLEUL", True),
        ("SARL LE MOULIN (00070) - sans abonnement", False),
    ]


async def test_un_abonne_sans_contrat_se_met_en_vue(ccfi: Inscription) -> None:
    moulin, dupont = await sans_contrat(), await personnages.dupont()
    jeton = await ouvrir(dupont, moulin)
    avant = await lu(jeton)
    assert [c.cle for c in avant.contrats][2] == f"abonne-{moulin.abonne.id}"
    assert await sessions.choisir_abonne(avant.session_id, moulin.abonne.id)
    vu = await lu(jeton)
    assert (vu.abonne_id, vu.contrat_id, vu.code_usager, vu.nom_complet) == (
        moulin.abonne.id,
        None,
        "00070",
        "SARL LE MOULIN",
    )
    assert [c.choisi for c in vu.contrats] == [False, False, True]
    assert await sessions.choisir_contrat(avant.session_id, dupont.contrat.id)
    assert (await lu(jeton)).code_usager == "00001"


async def test_le_premier_contrat_d_un_abonne_en_vue_y_reste(ccfi: Inscription) -> None:
    """Billing gives the abonné in view a contrat: the view does not jump to another abonné."""
    moulin = await sans_contrat()
    jeton = await ouvrir(await personnages.dupont(), moulin)
    assert await sessions.choisir_abonne((await lu(jeton)).session_id, moulin.abonne.id)
    await executer("INSERT INTO contrat (reference, abonne, forfait) VALUES ('70-A', $1, 'Sac')", moulin.abonne.id)
    vu = await lu(jeton)
    assert (vu.code_usager, vu.forfait) == ("00070", "Sac")


async def test_un_rattachement_fini_sort_de_la_vue_a_la_page_suivante(ccfi: Inscription) -> None:
    dupont = await personnages.dupont()
    jeton = await ouvrir(dupont)
    session = (await lu(jeton)).session_id
    assert await sessions.choisir_contrat(session, dupont.contrat.id)
    assert (await lu(jeton)).code_usager == "00001"
    await executer("UPDATE rattachement SET jusque_le = now() WHERE abonne = $1", dupont.abonne.id)
    vu = await lu(jeton)
    assert (vu.code_usager, [c.reference for c in vu.contrats]) == ("00002", ["00002"])
    assert not await sessions.choisir_contrat(session, dupont.contrat.id)
    assert not await sessions.choisir_abonne(session, dupont.abonne.id)


async def test_l_abonne_d_un_autre_ne_se_choisit_pas(ccfi: Inscription) -> None:
    jeton, dupont = await ouvrir(), await personnages.dupont()
    avant = await lu(jeton)
    assert not await sessions.choisir_abonne(avant.session_id, dupont.abonne.id)
    assert await lu(jeton) == avant


@pytest.mark.lent
async def test_l_acces_reste_une_requete_de_moins_d_une_milliseconde(base_reelle: Inscription) -> None:
    """With three abonnés among three thousand: the median of 500 readings."""
    jeton = condenser(await ouvrir(await personnages.dupont(), await sans_contrat()))
    await executer(
        "INSERT INTO abonne (code_usager, identifiant_portail) "
        "SELECT 'X' || n, 'X' || n FROM generate_series(1, 3000) n"
    )
    await executer("INSERT INTO contrat (reference, abonne) SELECT 'X' || id, id FROM abonne WHERE code_usager ^@ 'X'")
    await executer(
        "INSERT INTO compte (courriel, courriel_plie, mot_de_passe, secret_totp) "
        "SELECT code_usager, code_usager, '', '' FROM abonne WHERE code_usager ^@ 'X'"
    )
    await executer(
        "INSERT INTO rattachement (compte, abonne, depuis_le) SELECT c.id, a.id, now() FROM compte c "
        "JOIN abonne a ON a.code_usager = c.courriel"
    )
    await executer("ANALYZE")
    durees = []
    for _ in range(500):
        debut = time.perf_counter()
        await lire_acces(jeton)
        durees.append(time.perf_counter() - debut)
    assert await valeur("SELECT count(*) FROM rattachement") == 3003
    assert sorted(durees)[250] < 0.001

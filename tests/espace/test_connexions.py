"""« Mes connexions »: one's own browsers, each with its button, and nobody else's."""

import re

import pytest

from app.base import Inscription, executer, lignes, valeur
from app.metier.comptes import sessions
from tests import personnages
from tests.compte.outils import connecter, neutre
from tests.outils.echange import Echange, ouvrir_echange
from tests.personnages import Personnage

PAGE = "/informations/connexions"


async def numero_de(navigateur: str) -> int:
    return int(await valeur("SELECT id FROM session WHERE navigateur = $1", navigateur))


async def ouvrir(personne: Personnage, *navigateurs: str, rester_connecte: bool = False) -> None:
    assert personne.compte is not None
    for navigateur in navigateurs:
        await sessions.ouvrir(personne.compte.id, navigateur=navigateur, rester_connecte=rester_connecte)


async def test_la_liste_dit_tout(echange: Echange, martin: Personnage) -> None:
    await ouvrir(martin, "Firefox sur Android", rester_connecte=True)
    await echange.get(PAGE)
    rangs = [[case.get_text(" ", strip=True) for case in rang.find_all(["th", "td"])] for rang in
             echange.soupe().select("tbody tr")]  # fmt: skip
    assert [rang[0] for rang in rangs] == ["Firefox sur Android", "Navigateur inconnu, cette connexion"]
    assert [rang[3] for rang in rangs] == ["Oui, 30 jours", "Non"]
    assert all(re.fullmatch(r"\d\d/\d\d/\d{4} à \d+\xa0h\xa0\d\d", case) for rang in rangs for case in rang[1:3])


async def test_chaque_bouton_a_son_nom(echange: Echange, martin: Personnage) -> None:
    await ouvrir(martin, *["Firefox sur Android"] * 3)
    await echange.get(PAGE)
    noms = [bouton.get_text(" ", strip=True) for bouton in echange.soupe().select("main button")]
    assert len(noms) == len(set(noms)) == 5
    assert all(nom.startswith("Déconnecter") for nom in noms)


async def test_seule_elle_n_offre_pas_de_fermer_les_autres(echange: Echange, martin: Personnage) -> None:
    await echange.get(PAGE)
    assert "toutes les autres" not in echange.texte()


async def test_fermer_une_connexion(echange: Echange, martin: Personnage, ccfi: Inscription) -> None:
    async with ouvrir_echange(ccfi) as telephone:
        await connecter(telephone)
        assert (await telephone.get("/espace")).status_code == 200
        await echange.get(PAGE)
        numero = await valeur("SELECT max(id) FROM session")
        fermee = await echange.post(f"{PAGE}/{numero}/fermeture")
        assert (fermee.status_code, fermee.headers["location"]) == (303, f"{PAGE}?etat=fermee")
        assert (await telephone.get("/espace")).status_code == 303
    await echange.get(f"{PAGE}?etat=fermee")
    assert "La connexion est fermée." in echange.texte()
    assert len(echange.soupe().select("tbody tr")) == 1
    lues = await lignes("SELECT acte, details FROM trace WHERE acte = 'session_fermee'")
    assert [(lue["acte"], lue["details"]) for lue in lues] == [("session_fermee", f'{{"session": {numero}}}')]
    await echange.post(f"{PAGE}/{numero}/fermeture")  # once more changes nothing
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'session_fermee'") == 1


async def test_fermer_la_sienne_c_est_se_deconnecter(echange: Echange) -> None:
    await personnages.camille()
    await connecter(echange)
    await echange.get(PAGE)
    sortie = await echange.post(f"{PAGE}/{await valeur('SELECT id FROM session')}/fermeture")
    assert (sortie.status_code, sortie.headers["location"]) == (303, "/connexion?etat=sorti")
    assert sortie.headers["clear-site-data"] == '"cache"'
    assert "session" not in echange.client.cookies
    assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL") == 0


async def test_fermer_toutes_les_autres(ccfi: Inscription, echange: Echange, martin: Personnage) -> None:
    """« Déconnecter toutes les autres »: three devices, and a half-open one, die at their next request."""
    async with ouvrir_echange(ccfi) as un, ouvrir_echange(ccfi) as deux, ouvrir_echange(ccfi) as trois:
        for navigateur in (un, deux, trois):
            await connecter(navigateur)
        await ouvrir(martin, "à moitié")
        await executer("UPDATE session SET a_prouver = true WHERE navigateur = 'à moitié'")
        await echange.get(PAGE)
        assert "à moitié" not in echange.texte()
        fermees = await echange.post(f"{PAGE}/fermeture")
        assert (fermees.status_code, fermees.headers["location"]) == (303, f"{PAGE}?etat=fermees")
        assert [(await n.get("/espace")).status_code for n in (un, deux, trois)] == [303] * 3
    assert (await echange.get(f"{PAGE}?etat=fermees")).status_code == 200
    assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL") == 1


async def test_la_connexion_d_un_autre_n_existe_pas(echange: Echange, martin: Personnage) -> None:
    voisin = await personnages.personnage("00099", "VOISINAA", "VOISIN", "LEA", "lea@exemple.fr", avec_compte=True)
    await ouvrir(voisin, "celle du voisin")
    await echange.get(PAGE)
    assert "celle du voisin" not in echange.texte()
    jeton, vues = echange.jeton(), []
    for numero in (str(await numero_de("celle du voisin")), "999999", "0", "9" * 30):
        refus = await echange.post(f"{PAGE}/{numero}/fermeture", jeton=jeton)
        code, entetes, texte = neutre(refus)
        vues.append((code, entetes, texte.replace(f"/{numero}/", "/")))
    assert vues[0][0] == 404
    assert all(vue[2] == vues[0][2] for vue in vues)
    assert await valeur("SELECT fermee_le IS NULL FROM session WHERE navigateur = 'celle du voisin'")


@pytest.mark.parametrize(
    "finie", ["fermee_le = now()", "expire_le = now()", "vue_le = now() - interval '31 minutes'", "a_prouver = true"]
)
async def test_ce_qui_est_fini_n_est_pas_montre(echange: Echange, martin: Personnage, finie: str) -> None:
    await ouvrir(martin, "Firefox sur Linux")
    await executer(f"UPDATE session SET {finie} WHERE navigateur = 'Firefox sur Linux'")
    await echange.get(PAGE)
    assert "Firefox sur Linux" not in echange.texte()

"""« Changer mon mot de passe »: the present one, a good new one, and every other browser signs in again."""

import asyncio

import pytest

from app.base import Inscription, lancer, lignes, valeur
from app.metier.comptes import oubli, plafonds, sessions
from app.metier.comptes.changement import SessionFinie, changer_le_sien
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.limites import prendre
from tests import personnages
from tests.compte.outils import CAMILLE, connecter, dernier_courriel
from tests.outils.echange import Echange, ouvrir_echange
from tests.personnages import MOT_DE_PASSE, Personnage

PAGE = "/informations/mot-de-passe"
NOUVEAU = "Autre2passe@"
BON = {"present": MOT_DE_PASSE, "mot_de_passe": NOUVEAU, "confirmation": NOUVEAU}


async def test_la_regle_est_dite_avant_la_saisie(echange: Echange, martin: Personnage) -> None:
    await echange.get(PAGE)
    assert "Au moins 8 caractères" in echange.soupe().select("#mot_de_passe-aide")[0].get_text()
    assert [e["autocomplete"] for e in echange.soupe().select("main input[autocomplete]")] == [
        "current-password", "new-password", "new-password",
    ]  # fmt: skip
    assert "Vos autres connexions seront fermées" in echange.texte()


@pytest.mark.parametrize(
    ("champ", "saisi", "phrase"),
    [
        ("present", "", "Saisissez votre mot de passe actuel"),
        ("present", "Faux2passe@", "Ce n’est pas votre mot de passe actuel"),
        ("mot_de_passe", "", "Choisissez un mot de passe"),
        ("mot_de_passe", "court", "Allongez le mot de passe"),
        ("mot_de_passe", "court", "Ajoutez un chiffre"),
        ("mot_de_passe", "Martin2024@", "qui ne vienne pas de votre nom"),
        ("mot_de_passe", "Bailleul59!", "qui ne vienne pas de votre nom"),
        ("mot_de_passe", "Password2024!", "moins courant"),
        ("mot_de_passe", MOT_DE_PASSE, "différent de votre mot de passe actuel"),
        ("confirmation", "Autre2passe!", "les deux saisies diffèrent"),
    ],
)
async def test_ce_qui_ne_va_pas_est_dit_pres_du_champ(
    echange: Echange, martin: Personnage, champ: str, saisi: str, phrase: str
) -> None:
    refus = await echange.soumettre(PAGE, BON | {champ: saisi})
    assert refus.status_code == 422
    assert phrase in echange.soupe().select(f"#{champ}-err")[0].get_text()
    assert phrase in echange.soupe().select(f'.recap a[href="#{champ}"]')[0].get_text()
    for secret in {MOT_DE_PASSE, NOUVEAU, saisi} - {"", "court"}:
        assert secret not in refus.text
    assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, "192.0.2.1")) is not None


async def test_toutes_les_fautes_sont_dites_ensemble_dans_l_ordre(echange: Echange, martin: Personnage) -> None:
    await echange.soumettre(PAGE, {"present": "Faux2passe@", "mot_de_passe": "court"})
    assert [lien["href"] for lien in echange.soupe().select(".recap a")] == ["#present", "#mot_de_passe"]


async def test_le_changement_ferme_les_autres_appareils(ccfi: Inscription) -> None:
    """Password: three other devices die at their next request; this one goes on, with a new token."""
    await personnages.camille()
    async with (
        ouvrir_echange(ccfi) as sien,
        ouvrir_echange(ccfi) as un,
        ouvrir_echange(ccfi) as deux,
        ouvrir_echange(ccfi) as trois,
    ):
        for navigateur in (sien, un, deux, trois):
            await connecter(navigateur)
        avant = sien.client.cookies["session"]
        change = await sien.soumettre(PAGE, BON)
        assert (change.status_code, change.headers["location"]) == (303, f"{PAGE}?etat=change")
        await sien.get(f"{PAGE}?etat=change")
        assert sien.soupe().select("p.fait[role=status]")
        assert sien.client.cookies["session"] != avant
        assert [(await n.get("/espace")).status_code for n in (sien, un, deux, trois)] == [200, 303, 303, 303]
        un.client.cookies.set("session", avant)
        assert (await un.get("/espace")).status_code == 303
    assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, "192.0.2.1")) is None
    assert await reconnaitre(Essai(CAMILLE, NOUVEAU, "192.0.2.1")) is not None


async def test_le_proprietaire_est_prevenu_et_le_journal_l_ecrit(echange: Echange, martin: Personnage) -> None:
    await echange.soumettre(PAGE, BON)
    lus = await lignes("SELECT modele, destinataire FROM courriel")
    assert [tuple(lu) for lu in lus] == [("mot_de_passe_change", CAMILLE)]
    assert [lu["acte"] for lu in await lignes("SELECT acte FROM trace")] == ["mot_de_passe_change"]


async def test_les_liens_des_courriels_meurent(echange: Echange, martin: Personnage) -> None:
    await oubli.demander(CAMILLE, adresse="192.0.2.1")
    _, jeton = await dernier_courriel()
    await echange.soumettre(PAGE, BON)
    assert (await echange.get(f"/mot-de-passe/{jeton}")).status_code == 404


async def test_rester_connecte_demeure(echange: Echange) -> None:
    await personnages.camille()
    await connecter(echange, rester_connecte="oui")
    change = await echange.soumettre(PAGE, BON)
    pose = next(t for t in change.headers.get_list("set-cookie") if t.startswith("session="))
    assert "max-age=2592000" in pose.lower()


async def test_un_telephone_trouve_ouvert_ne_laisse_pas_deviner(echange: Echange, martin: Personnage) -> None:
    faux = BON | {"present": "Faux2passe@"}
    codes = [(await echange.soumettre(PAGE, faux)).status_code for _ in range(plafonds.PREUVES.essais + 1)]
    assert codes == [422] * plafonds.PREUVES.essais + [429]
    assert "Nouvel essai possible à" in echange.texte()
    assert (await echange.soumettre(PAGE, BON)).status_code == 429


async def test_peser_des_mots_de_passe_a_une_fin(echange: Echange, martin: Personnage) -> None:
    for _ in range(plafonds.PESEES_ADRESSE.essais):
        await prendre(plafonds.PESEES_ADRESSE, "127.0.0.1")
    assert (await echange.soumettre(PAGE, {"mot_de_passe": "court"})).status_code == 429


async def test_une_session_finie_entre_la_preuve_et_l_acte_ne_change_rien(ccfi: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    await sessions.ouvrir(camille.compte.id)
    session = await valeur("SELECT id FROM session")
    await sessions.fermer_les_autres(camille.compte.id)
    with pytest.raises(SessionFinie):
        await changer_le_sien(camille.compte.id, session, NOUVEAU)
    assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, "192.0.2.1")) is not None


async def test_de_deux_navigateurs_a_la_fois_un_seul_change(base_reelle: Inscription) -> None:
    """The first one ends the session of the other, whose change is then refused whole."""
    camille = await personnages.camille()
    assert camille.compte is not None
    compte = camille.compte.id
    for _ in range(8):
        await sessions.ouvrir(compte)
    numeros = [lu["id"] for lu in await lignes("SELECT id FROM session")]
    rendus = await asyncio.gather(
        *(lancer(changer_le_sien(compte, numero, f"Autre{numero}passe@")) for numero in numeros),
        return_exceptions=True,
    )
    assert sum(isinstance(rendu, str) for rendu in rendus) == 1
    assert sum(isinstance(rendu, SessionFinie) for rendu in rendus) == 7
    assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL") == 1
    assert await valeur("SELECT count(*) FROM courriel") == 1

"""An abonné that comes to one's address after one's account: the door of the known address adds it."""

import asyncio

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.comptes import activation
from app.metier.comptes.creation import LienPerime, demander_par_adresse
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.comptes.references import ses_references
from tests import personnages
from tests.compte.outils import CAMILLE, connecter, dernier_courriel
from tests.outils.echange import Echange, ouvrir_echange


async def garage(courriel: str = CAMILLE) -> personnages.Personnage:
    """A second abonné that billing gives the same address."""
    return await personnages.personnage("00020", "GARAGEEE", "MARTIN", "CAMILLE", courriel)


async def modeles() -> list[str]:
    return [lu["modele"] for lu in await lignes("SELECT modele FROM courriel ORDER BY id")]


async def codes(compte: int) -> list[str]:
    return [reference.code_usager for reference in await ses_references(compte, limite=50)]


async def test_le_lien_ajoute_sans_toucher_au_mot_de_passe(ccfi: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    await garage("Camille.Martin@Example.FR")
    avant = await valeur("SELECT mot_de_passe FROM compte")
    async with ouvrir_echange(ccfi) as navigateur:
        await connecter(navigateur)
        await navigateur.soumettre("/compte/activation", {"courriel": CAMILLE})
        modele, jeton = await dernier_courriel()
        assert modele == "references_proposees"
        await navigateur.get(f"/compte/activation/{jeton}")
        assert navigateur.soupe().find("input", type="password") is None
        fait = await navigateur.post(f"/compte/activation/{jeton}", {"mot_de_passe": "Autre2passe@"})
        assert fait.headers["location"] == "/compte/activation/faite"
        assert (await navigateur.get("/compte/activation/faite")).status_code == 200
        assert (await navigateur.get("/espace")).status_code == 200  # the session goes on
    assert await codes(camille.compte.id) == ["00002", "00020"]
    assert await valeur("SELECT mot_de_passe FROM compte") == avant


async def test_sans_abonne_de_plus_le_courriel_est_celui_d_avant(echange: Echange) -> None:
    await personnages.camille()
    await echange.soumettre("/compte/activation", {"courriel": CAMILLE})
    assert await modeles() == ["deja_inscrit"]


async def test_seule_la_meme_boite_recoit_un_abonne(ccfi: Inscription) -> None:
    """Folding brings ß and ss together: another mailbox, so nothing is added to this account by its mail."""
    strass = await personnages.personnage("00030", "STRASSEE", "STRASS", "E", "strass@example.fr", avec_compte=True)
    assert strass.compte is not None
    await personnages.personnage("00031", "STRABSEE", "STRASS", "E", "straß@example.fr")
    await demander_par_adresse("strass@example.fr", adresse="192.0.2.1")
    assert await modeles() == ["deja_inscrit"]
    assert await valeur("SELECT count(*) FROM jeton") == 0


async def test_une_reference_retiree_se_retrouve_par_le_courriel(ccfi: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    await executer("UPDATE rattachement SET jusque_le = now()")
    await demander_par_adresse(CAMILLE, adresse="192.0.2.1")
    lu = await activation.lire_lien((await dernier_courriel())[1])
    assert lu is not None
    await activation.activer(lu)
    assert await codes(camille.compte.id) == ["00002"]


async def test_le_lien_meurt_avec_le_compte_ou_son_adresse(ccfi: Inscription) -> None:
    await personnages.camille()
    await garage()
    for changement in (
        "UPDATE compte SET ferme_le = now()",
        "UPDATE compte SET ferme_le = NULL, courriel = 'autre@example.fr', courriel_plie = 'autre@example.fr'",
    ):
        await executer("UPDATE compte SET ferme_le = NULL, courriel = $1, courriel_plie = $1", CAMILLE)
        await demander_par_adresse(CAMILLE, adresse="192.0.2.1")
        lu = await activation.lire_lien((await dernier_courriel())[1])
        assert lu is not None
        await executer(changement)
        try:
            await activation.activer(lu)
        except LienPerime:
            pass
        else:
            raise AssertionError(changement)
    assert await valeur("SELECT count(*) FROM rattachement") == 1
    assert await valeur("SELECT count(*) FROM compte") == 1


async def test_vingt_clics_ajoutent_une_fois(base_reelle: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    await garage()
    await demander_par_adresse(CAMILLE, adresse="192.0.2.1")
    lu = await activation.lire_lien(valeur_du_jeton(await valeur("SELECT id FROM jeton")))
    assert lu is not None
    faits = await asyncio.gather(*(lancer(activation.activer(lu)) for _ in range(20)), return_exceptions=True)
    assert sum(isinstance(fait, int) for fait in faits) == 1
    assert await codes(camille.compte.id) == ["00002", "00020"]


async def test_la_porte_des_references_dit_comment_ajouter(echange: Echange) -> None:
    await personnages.camille()
    await personnages.dupont()
    champs = {"courriel": CAMILLE, "nom": "DUPONT", "reference": "PSEMCSMJ"}
    choix = {"mot_de_passe": "Mot2passe@", "confirmation": "Mot2passe@"}
    await echange.soumettre("/compte/creation", champs | choix)
    assert await modeles() == ["deja_inscrit"]

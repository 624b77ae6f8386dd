"""What an agent ends for a resident, and what a closed account leaves behind."""

import asyncio

import pytest

from app.base import Inscription, executer, lancer, ligne, lignes, transaction, valeur
from app.metier.calendrier import maintenant
from app.metier.chiffre import condenser
from app.metier.comptes import fermeture, oubli, references, sessions
from app.metier.comptes.acces import lire_acces
from app.metier.comptes.activation import activer, lire_lien
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.comptes.creation import LienPerime, References, demander_par_adresse, demander_par_references
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.comptes.tables import Jeton
from tests import personnages
from tests.personnages import MOT_DE_PASSE

CAMILLE = "camille.martin@example.fr"
ICI = "192.0.2.1"


async def compte_de_camille() -> int:
    """Camille, with a second factor and its recovery codes."""
    camille = await personnages.camille()
    assert camille.compte is not None
    await executer("UPDATE compte SET secret_totp = 'chiffre', totp_prouve_le = $1", maintenant())
    await executer(
        "INSERT INTO code_secours (compte, empreinte, cree_le) VALUES ($1, 'e', $2)", camille.compte.id, maintenant()
    )
    return int(camille.compte.id)


async def lien_en_attente() -> Jeton:
    numero = await valeur("SELECT id FROM jeton WHERE consomme_le IS NULL ORDER BY cree_le DESC LIMIT 1")
    lu = await lire_lien(valeur_du_jeton(numero))
    assert lu is not None
    return lu


@pytest.mark.parametrize("geste", ["fermer_compte", "fermer_les_sessions", "retirer_le_second_facteur"])
async def test_trois_appareils_meurent_a_la_page_suivante(ccfi: Inscription, geste: str) -> None:
    """Closed by an agent, sessions ended by an agent, second factor taken away: three devices each, all die."""
    compte = await compte_de_camille()
    appareils = [await sessions.ouvrir(compte, rester_connecte=bool(n % 2)) for n in range(3)]
    assert None not in [await lire_acces(condenser(jeton)) for jeton in appareils]
    assert await getattr(fermeture, geste)(compte, "lea")
    assert [await lire_acces(condenser(jeton)) for jeton in appareils] == [None] * 3


@pytest.mark.parametrize(
    ("geste", "acte", "modele"),
    [
        ("fermer_les_sessions", "sessions_fermees", "connexions_fermees"),
        ("retirer_le_second_facteur", "identite_verifiee", "second_facteur"),
        ("envoyer_un_lien", "mot_de_passe_envoye", "mot_de_passe"),
        ("fermer_compte", "compte_ferme", "compte_ferme"),
    ],
)
async def test_chaque_acte_est_au_journal_et_dans_la_boite(
    ccfi: Inscription, geste: str, acte: str, modele: str
) -> None:
    compte = await compte_de_camille()
    assert await getattr(fermeture, geste)(compte, "lea")
    traces = [tuple(t) for t in await lignes("SELECT acte, acteur, auteur, objet FROM trace ORDER BY id")]
    assert (acte, "agent", "lea", f"compte:{compte}") in traces
    assert {t[1:3] for t in traces} == {("agent", "lea")}
    assert [tuple(c) for c in await lignes("SELECT modele, destinataire FROM courriel")] == [(modele, CAMILLE)]


async def test_ce_que_fermer_emporte(ccfi: Inscription) -> None:
    compte = await compte_de_camille()
    await oubli.demander(CAMILLE, adresse=ICI)
    await fermeture.fermer_compte(compte, "lea")
    lu = await ligne("SELECT ferme_le IS NOT NULL AS ferme, secret_totp, totp_prouve_le FROM compte")
    assert lu is not None
    assert tuple(lu) == (True, "", None)
    for reste in (
        "SELECT count(*) FROM jeton WHERE consomme_le IS NULL",
        "SELECT count(*) FROM rattachement WHERE jusque_le IS NULL",
        "SELECT count(*) FROM code_secours",
    ):
        assert await valeur(reste) == 0
    assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, ICI)) is None


@pytest.mark.parametrize(
    "geste", ["fermer_compte", "fermer_les_sessions", "retirer_le_second_facteur", "envoyer_un_lien"]
)
async def test_un_compte_ferme_ne_se_referme_pas(ccfi: Inscription, geste: str) -> None:
    compte = await compte_de_camille()
    await fermeture.fermer_compte(compte, "lea")
    avant = await valeur("SELECT count(*) FROM trace")
    assert not await getattr(fermeture, geste)(compte, "lea")
    assert not await getattr(fermeture, geste)(999_999, "lea")
    assert await valeur("SELECT count(*) FROM trace") == avant


async def test_sans_second_facteur_rien_n_est_retire(ccfi: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    assert not await fermeture.retirer_le_second_facteur(camille.compte.id, "lea")
    assert await valeur("SELECT count(*) FROM courriel") == 0


async def test_un_lien_d_avant_la_fermeture_ne_rouvre_rien(ccfi: Inscription) -> None:
    """The closing ends the links; and one that it did not see is refused by its date."""
    compte = await compte_de_camille()
    await personnages.personnage("00020", "GARAGEEE", "MARTIN", "CAMILLE", CAMILLE)
    await demander_par_adresse(CAMILLE, adresse=ICI)
    avant = await lien_en_attente()
    await fermeture.fermer_compte(compte, "lea")
    await executer("UPDATE jeton SET consomme_le = NULL, compte = NULL")
    avant.compte = None
    with pytest.raises(LienPerime):
        await activer(avant, "Autre2passe@")
    assert await valeur("SELECT ferme_le IS NOT NULL FROM compte")


async def test_rouvert_il_n_ouvre_que_ce_qui_est_prouve_de_nouveau(ccfi: Inscription) -> None:
    """By the references of another bill: the abonné of before stays closed, with its bills."""
    compte = await compte_de_camille()
    await personnages.dupont()
    await fermeture.fermer_compte(compte, "lea")
    await demander_par_references(References(CAMILLE, "Autre2passe@", "DUPONT", "PSEMCSMJ"), adresse=ICI)
    assert await activer(await lien_en_attente()) == compte
    assert [r.code_usager for r in await references.ses_references(compte, limite=9)] == ["00001"]
    reconnu = await reconnaitre(Essai(CAMILLE, "Autre2passe@", ICI))
    assert reconnu is not None
    assert not reconnu.a_un_second_facteur
    acces = await lire_acces(condenser(await sessions.ouvrir(compte)))
    assert acces is not None
    assert [choix.reference for choix in acces.contrats] == ["00001"]


async def test_fermer_et_activer_a_la_fois(base_reelle: Inscription) -> None:
    """Whoever wins, nothing is open afterwards that was not proved after the closing, and nobody waits for ever."""
    compte = await compte_de_camille()
    await personnages.personnage("00020", "GARAGEEE", "MARTIN", "CAMILLE", CAMILLE)
    for _ in range(10):
        async with transaction():
            await executer("UPDATE compte SET ferme_le = NULL")
            await executer("UPDATE rattachement SET jusque_le = NULL")
            await executer("DELETE FROM rattachement WHERE motif = 'adresse connue'")
            await executer("DELETE FROM limite")
        await demander_par_adresse(CAMILLE, adresse=ICI)
        lien = await lien_en_attente()
        rendus = await asyncio.gather(
            lancer(activer(lien)), lancer(fermeture.fermer_compte(compte, "lea")), return_exceptions=True
        )
        assert rendus[1] is True
        assert rendus[0] == compte or isinstance(rendus[0], LienPerime)
        assert await references.nombre_de_references(compte) == 0
        assert await valeur("SELECT ferme_le IS NOT NULL FROM compte")

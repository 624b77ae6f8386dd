"""Signing in behind its limits, and choosing a new password."""

import asyncio
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.chiffre import condenser
from app.metier.comptes import oubli, sessions
from app.metier.comptes.acces import lire_acces
from app.metier.comptes.appareils import Appareil
from app.metier.comptes.connexion import Essai, entrer, reconnaitre, sortir
from app.metier.comptes.creation import LienPerime
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.comptes.mots_de_passe import est_a_rafraichir, hacher
from app.metier.comptes.tables import Jeton
from app.metier.limites import TropDEssais
from tests import personnages
from tests.compte.outils import navigateur_connu
from tests.personnages import MOT_DE_PASSE

ADRESSE = "192.0.2.1"
CAMILLE = "camille.martin@example.fr"


def bon(courriel: str = CAMILLE, adresse: str = ADRESSE, appareil: Appareil | None = None) -> Essai:
    return Essai(courriel, MOT_DE_PASSE, adresse, appareil)


def faux(courriel: str = CAMILLE, adresse: str = ADRESSE, appareil: Appareil | None = None) -> Essai:
    return Essai(courriel, "Faux2passe@", adresse, appareil)


async def entendu(essai: Essai) -> bool:
    try:
        await reconnaitre(essai)
    except TropDEssais:
        return False
    return True


async def lien() -> Jeton:
    numero = await valeur("SELECT id FROM jeton ORDER BY cree_le DESC LIMIT 1")
    lu = await oubli.lire_lien(valeur_du_jeton(numero))
    assert lu is not None
    return lu


@pytest.mark.parametrize("identifiant", [CAMILLE, "Camille.Martin@EXAMPLE.fr", f" {CAMILLE} "])
async def test_le_bon_mot_de_passe_ouvre(ccfi: Inscription, identifiant: str) -> None:
    camille = await personnages.camille()
    reconnu = await reconnaitre(bon(identifiant))
    assert reconnu is not None
    assert camille.compte is not None
    assert reconnu.compte == camille.compte.id
    jeton = await entrer(reconnu, rester_connecte=False, appareil="a")
    assert jeton is not None
    assert await lire_acces(condenser(jeton)) is not None
    assert await valeur("SELECT derniere_connexion_le IS NOT NULL FROM compte")


async def test_rien_d_autre_n_ouvre(ccfi: Inscription) -> None:
    await personnages.camille()
    for essai in (
        faux(),
        bon("inconnu@example.fr"),
        Essai(CAMILLE, "", ADRESSE),
        Essai(CAMILLE, "mot2passe@", ADRESSE),
    ):
        assert await reconnaitre(essai) is None
    await executer("UPDATE compte SET ferme_le = now()")
    assert await reconnaitre(bon()) is None


async def test_la_session_d_avant_se_ferme(ccfi: Inscription) -> None:
    await personnages.camille()
    reconnu = await reconnaitre(bon())
    assert reconnu is not None
    premiere = await entrer(reconnu, rester_connecte=False, appareil="a")
    seconde = await entrer(reconnu, rester_connecte=False, appareil="a", ancienne=premiere)
    assert premiere != seconde
    assert premiere is not None
    assert await lire_acces(condenser(premiere)) is None


async def test_un_mot_de_passe_change_entre_les_deux_pas_arrete_tout(ccfi: Inscription) -> None:
    await personnages.camille()
    reconnu = await reconnaitre(bon())
    assert reconnu is not None
    await oubli.demander(CAMILLE, adresse=ADRESSE)
    await oubli.changer(await lien(), "Autre2passe@")
    assert await entrer(reconnu, rester_connecte=True, appareil="a") is None
    assert await valeur("SELECT count(*) FROM session") == 0


async def test_sortir_ferme_et_se_lit_au_journal(ccfi: Inscription) -> None:
    await personnages.camille()
    reconnu = await reconnaitre(bon())
    assert reconnu is not None
    jeton = await entrer(reconnu, rester_connecte=False, appareil="a")
    assert jeton is not None
    await sortir(jeton)
    await sortir(jeton)
    assert await lire_acces(condenser(jeton)) is None
    assert [lu["acte"] for lu in await lignes("SELECT acte FROM trace ORDER BY id")] == ["connexion", "deconnexion"]


async def test_d_anciens_parametres_sont_rafraichis(ccfi: Inscription) -> None:
    await personnages.camille()
    ancien = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(MOT_DE_PASSE)
    await executer("UPDATE compte SET mot_de_passe = $1", ancien)
    assert await reconnaitre(bon()) is not None
    assert not est_a_rafraichir(await valeur("SELECT mot_de_passe FROM compte"))
    assert await reconnaitre(bon()) is not None


@pytest.mark.lent
async def test_au_plus_vingt_cinq_essais_par_jour(ccfi: Inscription) -> None:
    """Addresses, aliases of letter case and proxies do not help: the account's own count holds."""
    await personnages.camille()
    entendus = []
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for rang in range(1000):
            boite = CAMILLE.upper() if rang % 2 else CAMILLE
            entendus.append(await entendu(faux(boite, adresse=f"198.51.{rang // 250}.{rang % 250}")))
            horloge.shift(timedelta(seconds=11))
    assert entendus[:6] == [True] * 5 + [False]
    assert 10 <= sum(entendus) <= 25


async def test_un_inconnu_est_freine_de_meme(ccfi: Inscription) -> None:
    assert [await entendu(faux("inconnu@example.fr")) for _ in range(7)] == [True] * 5 + [False] * 2


async def test_le_proprietaire_entre_pendant_qu_on_l_attaque(ccfi: Inscription) -> None:
    """The browser that has signed in before has its own count."""
    await personnages.camille()
    for rang in range(50):
        await entendu(faux(adresse=f"198.51.100.{rang}"))
    assert not await entendu(bon())
    assert await reconnaitre(bon(appareil=navigateur_connu())) is not None


async def test_le_proprietaire_est_prevenu_une_fois(ccfi: Inscription) -> None:
    await personnages.camille()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for _ in range(14):
            await entendu(faux())
            horloge.shift(timedelta(minutes=30))
    lus = await lignes("SELECT modele, destinataire FROM courriel")
    assert [tuple(lu) for lu in lus] == [("essais_refuses", CAMILLE)]


@pytest.mark.lent
async def test_trois_cents_personnes_entrent_d_une_meme_adresse(ccfi: Inscription) -> None:
    """A town hall, a school: only failures count against the address."""
    await personnages.camille()
    condensat = await hacher(MOT_DE_PASSE)
    await executer(
        "INSERT INTO compte (courriel, courriel_plie, mot_de_passe, secret_totp) "
        "SELECT b, b, $1, '' FROM (SELECT 'p' || n || '@example.fr' AS b FROM generate_series(1, 310) n) x",
        condensat,
    )
    for rang in range(1, 311):
        assert await reconnaitre(bon(f"p{rang}@example.fr")) is not None


@pytest.mark.lent
async def test_une_adresse_qui_essaie_partout_est_arretee(ccfi: Inscription) -> None:
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        entendus = 0
        for rang in range(340):
            entendus += await entendu(faux(f"p{rang}@example.fr"))
            horloge.shift(timedelta(seconds=1))
    assert entendus == 300


async def test_exact_sous_vingt_essais_a_la_fois(base_reelle: Inscription) -> None:
    await personnages.camille()
    rendus = await asyncio.gather(*(lancer(entendu(faux())) for _ in range(20)))
    assert sum(rendus) == 5


async def test_oublie_puis_change(ccfi: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    ouvertes = [await sessions.ouvrir(camille.compte.id) for _ in range(3)]
    await oubli.demander("CAMILLE.martin@example.fr", adresse=ADRESSE)
    await oubli.changer(await lien(), "Autre2passe@")
    assert [await lire_acces(condenser(jeton)) for jeton in ouvertes] == [None] * 3
    assert await reconnaitre(bon()) is None
    assert await reconnaitre(Essai(CAMILLE, "Autre2passe@", ADRESSE)) is not None
    lus = await lignes("SELECT modele, destinataire FROM courriel ORDER BY id")
    assert [tuple(lu) for lu in lus] == [("mot_de_passe", CAMILLE), ("mot_de_passe_change", CAMILLE)]
    actes = [lu["acte"] for lu in await lignes("SELECT acte FROM trace ORDER BY id")]
    assert actes == ["mot_de_passe_oublie", "mot_de_passe_change"]


async def test_une_adresse_inconnue_ou_fermee_n_ecrit_rien(ccfi: Inscription) -> None:
    await personnages.camille()
    await executer("UPDATE compte SET ferme_le = now()")
    for boite in (CAMILLE, "inconnu@example.fr"):
        await oubli.demander(boite, adresse=ADRESSE)
    for table in ("courriel", "jeton", "trace"):
        assert await valeur(f"SELECT count(*) FROM {table}") == 0


async def test_le_lien_vaut_une_heure(ccfi: Inscription) -> None:
    await personnages.camille()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        await oubli.demander(CAMILLE, adresse=ADRESSE)
        recu = await lien()
        horloge.shift(timedelta(minutes=59, seconds=59))
        assert await oubli.lire_lien(valeur_du_jeton(recu.id)) is not None
        horloge.shift(timedelta(seconds=1))
        assert await oubli.lire_lien(valeur_du_jeton(recu.id)) is None
        with pytest.raises(LienPerime):
            await oubli.changer(recu, "Autre2passe@")
        horloge.shift(timedelta(hours=-2))  # a clock set back
        assert await oubli.lire_lien(valeur_du_jeton(recu.id)) is None


async def test_le_lien_sert_une_fois_et_finit_avec_les_autres(ccfi: Inscription) -> None:
    await personnages.camille()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        await oubli.demander(CAMILLE, adresse=ADRESSE)
        ancien = await lien()
        horloge.shift(timedelta(minutes=1))
        await oubli.demander(CAMILLE, adresse=ADRESSE)
        recu = await lien()
        with pytest.raises(LienPerime):
            await oubli.changer(ancien, "Autre2passe@")
        await oubli.changer(recu, "Autre2passe@")
        with pytest.raises(LienPerime):
            await oubli.changer(recu, "Encore2passe@")


async def test_vingt_changements_a_la_fois_en_font_un(base_reelle: Inscription) -> None:
    await personnages.camille()
    await oubli.demander(CAMILLE, adresse=ADRESSE)
    recu = await lien()
    rendus = await asyncio.gather(
        *(lancer(oubli.changer(recu, f"Autre{rang}passe@")) for rang in range(20)), return_exceptions=True
    )
    assert sum(rendu is None for rendu in rendus) == 1
    assert sum(isinstance(rendu, LienPerime) for rendu in rendus) == 19

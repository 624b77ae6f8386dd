"""« Ce n’est pas moi »: an owner whom a thief's second factor shuts out comes back by the mailbox, for three days."""

import asyncio
from datetime import timedelta

import pyotp
import pytest
import time_machine

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import adresse, annulation, annulation_facteur, oubli, second_facteur
from app.metier.comptes.changement import changer_le_sien
from app.metier.comptes.connexion import Essai, Reconnu, reconnaitre
from app.metier.comptes.creation import LienPerime
from app.metier.comptes.fermeture import fermer_compte
from app.metier.comptes.tables import Jeton
from app.metier.erreurs import RegleRefusee
from app.metier.second_facteur import cle
from app.metier.second_facteur.porteurs import du_compte
from tests.metier.comptes.adresses import (
    CAMILLE,
    NOUVELLE,
    Connecte,
    boites,
    camille,
    confirmation,
    lien,
    login,
    retour,
    voisin,
)
from tests.personnages import MOT_DE_PASSE

DEBUT = "2026-03-02 10:00:00Z"
NEUF = "Tout-nouveau-2026!"


async def poser(qui: Connecte) -> list[str]:
    """Set up a second factor as the page does; its recovery codes."""
    porteur = du_compte(qui.compte)
    await cle.preparer(porteur)
    montree = await cle.cle_a_montrer(porteur)
    assert montree is not None
    fait = await second_facteur.mettre_en_place(qui.compte, qui.session, pyotp.TOTP(montree).at(maintenant()))
    assert fait is not None
    return fait[1]


async def desaveu() -> Jeton:
    lu = await annulation_facteur.lire_lien(await lien("second_facteur_actif", CAMILLE))
    assert lu is not None
    return lu


async def choisir(modele: str) -> Reconnu:
    """The owner follows the mail, chooses a new password and gives it."""
    choix = await oubli.lire_lien(await lien(modele, CAMILLE))
    assert choix is not None
    await oubli.changer(choix, NEUF)
    reconnu = await reconnaitre(Essai(CAMILLE, NEUF, "192.0.2.1"))
    assert reconnu is not None
    return reconnu


async def test_le_lien_rend_le_compte_a_sa_boite(ccfi: Inscription) -> None:
    elle = await camille()
    await poser(elle)
    await annulation_facteur.annuler(await desaveu())
    assert await valeur("SELECT secret_totp = '' AND totp_prouve_le IS NULL FROM compte")
    assert await valeur("SELECT count(*) FROM code_secours") == 0
    assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL") == 0
    for essai in ("", MOT_DE_PASSE):
        assert await reconnaitre(Essai(CAMILLE, essai, "192.0.2.1")) is None
    assert not (await choisir("second_facteur_annule")).a_un_second_facteur
    assert [modele for modele, _ in await boites()] == [
        "second_facteur_actif", "second_facteur", "second_facteur_annule", "mot_de_passe_change",
    ]  # fmt: skip
    actes = [lu["acte"] for lu in await lignes("SELECT acte FROM trace ORDER BY id")]
    assert actes[:3] == ["second_facteur_actif", "second_facteur_retire", "second_facteur_annule"]


async def test_un_voleur_qui_change_tout_n_efface_pas_le_retour(ccfi: Inscription) -> None:
    """A new password, a forgotten one, the factor taken away and set up again: the first link is still good."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        elle = await camille()
        codes = await poser(elle)
        premier = await desaveu()
        await changer_le_sien(elle.compte, elle.session, "Autre2passe@")
        await second_facteur.retirer(elle.compte, elle.session, codes[0])
        horloge.shift(timedelta(hours=1))
        await poser(elle)
        await oubli.demander(CAMILLE, adresse="192.0.2.1")
        await annulation_facteur.annuler(premier)
        assert not (await choisir("second_facteur_annule")).a_un_second_facteur


async def test_annuler_ne_laisse_aucun_autre_lien(ccfi: Inscription) -> None:
    """Nothing that the thief asked for is left, and the next second factor is the owner's."""
    elle = await camille()
    await elle.demander()
    await poser(elle)
    await annulation_facteur.annuler(await desaveu())
    vivants = await lignes("SELECT nature FROM jeton WHERE consomme_le IS NULL ORDER BY nature")
    assert [lu["nature"] for lu in vivants] == ["courriel_annulation", "mot_de_passe"]
    assert await adresse.en_attente(elle.compte) is None


async def test_le_lien_sert_une_fois_et_soixante_douze_heures(ccfi: Inscription) -> None:
    """Reuse and deadline, even when the clock is set back afterwards; a second factor of long ago is not undone."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        elle = await camille()
        await poser(elle)
        recu, valeur_du_lien = await desaveu(), await lien("second_facteur_actif", CAMILLE)
        horloge.shift(timedelta(hours=71, minutes=59))
        assert await annulation_facteur.lire_lien(valeur_du_lien) is not None
        horloge.shift(timedelta(minutes=1))
        assert await annulation_facteur.lire_lien(valeur_du_lien) is None
        horloge.shift(timedelta(hours=-2))
        with pytest.raises(LienPerime):
            await annulation_facteur.annuler(recu)
        assert await cle.est_actif(du_compte(elle.compte))


async def test_le_second_clic_ne_fait_rien(ccfi: Inscription) -> None:
    elle = await camille()
    await poser(elle)
    recu = await desaveu()
    await annulation_facteur.annuler(recu)
    await choisir("second_facteur_annule")
    with pytest.raises(LienPerime):
        await annulation_facteur.annuler(recu)
    assert await reconnaitre(Essai(CAMILLE, NEUF, "192.0.2.1")) is not None


async def test_un_compte_ferme_n_annule_rien(ccfi: Inscription) -> None:
    elle = await camille()
    await poser(elle)
    recu = await desaveu()
    await fermer_compte(elle.compte, "lea")
    with pytest.raises(LienPerime):
        await annulation_facteur.annuler(recu)
    await executer("UPDATE compte SET ferme_le = NULL")
    with pytest.raises(LienPerime):
        await annulation_facteur.annuler(recu)


async def test_un_voleur_qui_pose_puis_change_d_adresse(ccfi: Inscription) -> None:
    """The notice's link says which link to use, and stays good; that one gives all back, the second factor too."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        elle = await camille()
        await poser(elle)
        horloge.shift(timedelta(minutes=1))
        await elle.demander()
        await adresse.confirmer(await confirmation(), session=elle.session)
        horloge.shift(timedelta(minutes=5))
        recu = await desaveu()
        with pytest.raises(RegleRefusee, match="Annulez d’abord ce changement"):
            await annulation_facteur.annuler(recu)
        assert (await login(elle.compte), ("second_facteur_annule", NOUVELLE) in await boites()) == (NOUVELLE, False)
        await annulation.annuler(await retour())
        assert await login(elle.compte) == CAMILLE
        assert not (await choisir("adresse_retablie")).a_un_second_facteur
        with pytest.raises(LienPerime):
            await annulation_facteur.annuler(recu)


async def test_seul_le_compte_du_lien_est_touche(ccfi: Inscription) -> None:
    elle, lui = await camille(), await voisin()
    await poser(lui)
    await poser(elle)
    await annulation_facteur.annuler(await desaveu())
    assert await cle.est_actif(du_compte(lui.compte))
    assert await valeur("SELECT count(*) FROM session WHERE compte = $1 AND fermee_le IS NULL", lui.compte) == 1


async def test_vingt_clics_a_la_fois_n_en_font_qu_un(base_reelle: Inscription) -> None:
    """Clicks beside a thief who takes the factor away: one undoing, nobody waits for ever."""
    elle = await camille()
    codes = await poser(elle)
    recu = await desaveu()
    rendus = await asyncio.gather(
        *(lancer(annulation_facteur.annuler(recu)) for _ in range(20)),
        lancer(second_facteur.retirer(elle.compte, elle.session, codes[0])),
        return_exceptions=True,
    )
    assert sum(rendu is None for rendu in rendus[:20]) == 1
    assert sum(isinstance(rendu, LienPerime) for rendu in rendus[:20]) == 19
    assert not await cle.est_actif(du_compte(elle.compte))
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'second_facteur_annule'") == 1

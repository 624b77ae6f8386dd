"""Undoing a change of login address from the former one: three days, before or after, whatever followed."""

import asyncio
from datetime import timedelta

import pytest
import time_machine

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.comptes import adresse, annulation, oubli, sessions
from app.metier.comptes.changement import changer_le_sien
from app.metier.comptes.connexion import Essai, entrer, reconnaitre
from app.metier.comptes.creation import LienPerime
from app.metier.comptes.jetons import emettre
from app.metier.comptes.tables import NatureJeton
from app.metier.erreurs import RegleRefusee
from tests.metier.comptes.adresses import (
    AUTRE,
    CAMILLE,
    NOUVELLE,
    boites,
    camille,
    confirmation,
    connecter,
    lien,
    login,
    retour,
    voisin,
)
from tests.personnages import MOT_DE_PASSE

DEBUT = "2026-03-02 10:00:00Z"


async def ouvertes(compte: int) -> int:
    return int(await valeur("SELECT count(*) FROM session WHERE compte = $1 AND fermee_le IS NULL", compte))


async def test_annuler_avant_la_confirmation(ccfi: Inscription) -> None:
    """Undo before: the link to the new address is dead, and so is the password that asked for it."""
    elle = await camille()
    await elle.demander()
    recu = await confirmation()
    await annulation.annuler(await retour())
    with pytest.raises(LienPerime):
        await adresse.confirmer(recu)
    assert await login(elle.compte) == CAMILLE
    assert await ouvertes(elle.compte) == 0
    assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, "192.0.2.1")) is None
    assert (await boites())[2:] == [("adresse_retablie", CAMILLE)]


async def test_annuler_apres_la_confirmation(ccfi: Inscription) -> None:
    """Undo after: the former login again, nobody in, and its mailbox alone gets in by a new password."""
    elle = await camille()
    await elle.demander()
    await adresse.confirmer(await confirmation(), session=elle.session)
    await annulation.annuler(await retour())
    assert await login(elle.compte) == CAMILLE
    assert await ouvertes(elle.compte) == 0
    assert (await boites())[4:] == [("adresse_retablie", CAMILLE), ("adresse_retiree", NOUVELLE)]
    for essai in ("", MOT_DE_PASSE):
        assert await reconnaitre(Essai(CAMILLE, essai, "192.0.2.1")) is None
    choix = await oubli.lire_lien(await lien("adresse_retablie", CAMILLE))
    assert choix is not None
    await oubli.changer(choix, "Autre2passe@")
    assert await reconnaitre(Essai(CAMILLE, "Autre2passe@", "192.0.2.1")) is not None
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'adresse_annulee'") == 1


async def test_le_lien_de_l_avis_d_application_annule_aussi(ccfi: Inscription) -> None:
    """A change may wait long for its acceptance: three days count again from the day when it is in force."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        elle = await camille()
        await elle.demander()
        horloge.shift(timedelta(hours=23))
        await adresse.confirmer(await confirmation())
        horloge.shift(timedelta(hours=71))
        await annulation.annuler(await retour(modele="adresse_changee"))
        assert await login(elle.compte) == CAMILLE


async def test_annuler_le_premier_changement_apres_un_second(ccfi: Inscription) -> None:
    """Undo after a second change: all that followed is undone, and the thief's own undo link is dead."""
    elle = await camille()
    await elle.demander()
    await adresse.confirmer(await confirmation(), session=elle.session)
    await elle.demander(AUTRE)
    await adresse.confirmer(await confirmation(AUTRE), session=elle.session)
    voleur = await retour(NOUVELLE, "adresse_changee")
    await annulation.annuler(await retour())
    assert await login(elle.compte) == CAMILLE
    with pytest.raises(LienPerime):
        await annulation.annuler(voleur)
    assert await login(elle.compte) == CAMILLE
    assert await valeur("SELECT count(*) FROM changement_courriel WHERE annule_le IS NULL") == 0


async def test_annuler_le_second_laisse_au_premier_son_retour(ccfi: Inscription) -> None:
    """A thief who undoes the second change from an address of his own does not end the owner's way back."""
    elle = await camille()
    await elle.demander()
    await adresse.confirmer(await confirmation(), session=elle.session)
    await elle.demander(AUTRE)
    await annulation.annuler(await retour(NOUVELLE))
    assert await login(elle.compte) == NOUVELLE
    await annulation.annuler(await retour())
    assert await login(elle.compte) == CAMILLE


async def test_un_voleur_qui_change_tout_n_efface_pas_le_retour(ccfi: Inscription) -> None:
    """Asking again, giving up, a new password, a forgotten one: the undo link of the first change is still good."""
    elle = await camille()
    await elle.demander()
    premier = await retour()
    await adresse.abandonner(elle.compte)
    await elle.demander(AUTRE)
    await changer_le_sien(elle.compte, elle.session, "Autre2passe@")
    await elle.demander()
    await adresse.confirmer(await confirmation(), session=elle.session)
    await oubli.demander(NOUVELLE, adresse="192.0.2.1")
    choix = await oubli.lire_lien(await lien("mot_de_passe", NOUVELLE))
    assert choix is not None
    await oubli.changer(choix, "Encore2passe@")
    await annulation.annuler(premier)
    assert await login(elle.compte) == CAMILLE
    assert await reconnaitre(Essai(CAMILLE, "Encore2passe@", "192.0.2.1")) is None


async def test_le_lien_sert_une_fois_et_soixante_douze_heures(ccfi: Inscription) -> None:
    """Reuse and deadline of the undo link, even when the clock is set back afterwards."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        elle = await camille()
        await elle.demander()
        recu, valeur_du_lien = await retour(), await lien("adresse_demandee", CAMILLE)
        horloge.shift(timedelta(hours=71, minutes=59))
        assert await annulation.lire_lien(valeur_du_lien) is not None
        horloge.shift(timedelta(minutes=1))
        assert await annulation.lire_lien(valeur_du_lien) is None
        horloge.shift(timedelta(hours=-2))
        with pytest.raises(LienPerime):
            await annulation.annuler(recu)
        await elle.demander()
        neuf = await retour()
        await annulation.annuler(neuf)
        with pytest.raises(LienPerime):
            await annulation.annuler(neuf)


async def test_l_ancienne_adresse_est_a_un_autre(ccfi: Inscription) -> None:
    """Nothing changes, the link stays good, the sentence says to write to the service."""
    elle, lui = await camille(), await voisin()
    await elle.demander()
    await adresse.confirmer(await confirmation(), session=elle.session)
    await lui.demander(CAMILLE)
    await adresse.confirmer(await confirmation(CAMILLE))
    recu = await retour()
    with pytest.raises(RegleRefusee, match="Écrivez au service"):
        await annulation.annuler(recu)
    assert await login(elle.compte) == NOUVELLE
    assert await valeur("SELECT consomme_le IS NULL FROM jeton WHERE id = $1", recu.id)


@pytest.mark.parametrize(
    ("prouve", "reste"),
    [("+1 hour", False), ("-71 hours", False), ("-73 hours", True), (None, False)],
    ids=["apres", "juste avant", "bien avant", "commence"],
)
async def test_le_second_facteur_du_voleur_est_retire(ccfi: Inscription, prouve: str | None, reste: bool) -> None:
    """Set up after the request or shortly before it, it does not keep the owner out; one of long ago is the owner's,
    and stays without the codes drawn since.
    """
    elle = await camille()
    await elle.demander()
    demande_le = await valeur("SELECT demande_le FROM changement_courriel")
    await executer(
        "UPDATE compte SET secret_totp = 'x', totp_prouve_le = $1::timestamptz + $2::text::interval",
        demande_le, prouve,
    )  # fmt: skip
    for rang, ecart in enumerate(("-73 hours", "1 hour")):
        await executer(
            "INSERT INTO code_secours (compte, empreinte, cree_le) "
            "VALUES ($1, $2, $3::timestamptz + $4::text::interval)",
            elle.compte, f"e{rang}", demande_le, ecart,
        )  # fmt: skip
    await annulation.annuler(await retour())
    assert await valeur("SELECT secret_totp <> '' FROM compte") is reste
    codes = [lu["empreinte"] for lu in await lignes("SELECT empreinte FROM code_secours")]
    assert codes == (["e0"] if reste or prouve is None else [])


async def test_une_entree_en_cours_ne_passe_pas_apres_l_annulation(ccfi: Inscription) -> None:
    elle = await camille()
    await elle.demander()
    reconnu = await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, "192.0.2.1"))
    assert reconnu is not None
    await annulation.annuler(await retour())
    assert await entrer(reconnu, rester_connecte=False, appareil="a") is None


async def test_vingt_annulations_et_confirmations_a_la_fois(base_reelle: Inscription) -> None:
    """Whatever the order, the undo wins: the former login, no session, one undoing, nobody waits for ever."""
    elle = await camille()
    await elle.demander()
    recu, arriere = await confirmation(), await retour()
    await asyncio.gather(
        *(lancer(acte) for _ in range(10) for acte in (adresse.confirmer(recu), annulation.annuler(arriere))),
        return_exceptions=True,
    )
    assert await login(elle.compte) == CAMILLE
    assert await ouvertes(elle.compte) == 0
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'adresse_annulee'") == 1


async def test_un_autre_lien_ne_touche_pas_au_retour(ccfi: Inscription) -> None:
    """Undo links to one mailbox live side by side: those of two accounts, those of two changes."""
    elle, lui = await camille(), await voisin()
    await elle.demander()
    changement = await valeur("SELECT id FROM changement_courriel")
    await emettre(NatureJeton.COURRIEL_ANNULATION, courriel=CAMILLE, compte=lui.compte, changement=changement)
    await elle.demander(AUTRE)
    assert await valeur("SELECT count(*) FROM jeton WHERE nature = 'courriel_annulation' AND consomme_le IS NULL") == 3


async def test_seules_les_sessions_du_compte_finissent(ccfi: Inscription) -> None:
    elle, lui = await camille(), await voisin()
    await connecter(elle.compte)
    await elle.demander()
    await annulation.annuler(await retour())
    assert (await ouvertes(elle.compte), await ouvertes(lui.compte)) == (0, 1)
    assert await sessions.est_ouverte(lui.session)

"""A new login address: asked for, confirmed, in force."""

import asyncio
from datetime import timedelta

import pytest
import time_machine

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.chiffre import condenser
from app.metier.comptes import adresse, oubli, plafonds, sessions
from app.metier.comptes.acces import lire_acces
from app.metier.comptes.changement import SessionFinie, changer_le_sien
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.comptes.creation import LienPerime
from app.metier.erreurs import RegleRefusee
from tests.compte.outils import navigateur_connu
from tests.metier.comptes.adresses import (
    AUTRE,
    CAMILLE,
    NOUVELLE,
    VOISIN,
    boites,
    camille,
    confirmation,
    lien,
    login,
    voisin,
)
from tests.personnages import MOT_DE_PASSE

DEBUT = "2026-03-02 10:00:00Z"


async def entre(courriel: str) -> bool:
    return await reconnaitre(Essai(courriel, MOT_DE_PASSE, "192.0.2.1", appareil=navigateur_connu())) is not None


async def test_le_login_ne_change_qu_a_la_confirmation(ccfi: Inscription) -> None:
    """Asked for, both mailboxes written to, the login as it was; then the new one, and never both."""
    elle = await camille()
    await elle.demander()
    assert await boites() == [("adresse_confirmation", NOUVELLE), ("adresse_demandee", CAMILLE)]
    assert await login(elle.compte) == CAMILLE
    assert (await entre(CAMILLE), await entre(NOUVELLE)) == (True, False)
    attendu = await adresse.en_attente(elle.compte)
    assert attendu is not None
    assert (attendu.nouveau, attendu.est_confirme) == (NOUVELLE, False)
    await adresse.confirmer(await confirmation())
    assert await login(elle.compte) == NOUVELLE
    assert (await entre(CAMILLE), await entre(NOUVELLE)) == (False, True)
    assert await adresse.en_attente(elle.compte) is None
    assert (await boites())[2:] == [("adresse_changee", CAMILLE), ("adresse_nouvelle", NOUVELLE)]
    actes = [lu["acte"] for lu in await lignes("SELECT acte FROM trace ORDER BY id")]
    assert actes == ["adresse_demandee", "adresse_confirmee", "adresse_changee"]


async def test_les_autres_sessions_finissent_la_sienne_change_de_jeton(ccfi: Inscription) -> None:
    elle = await camille()
    autres = [await sessions.ouvrir(elle.compte) for _ in range(3)]
    await elle.demander()
    neuf = await adresse.confirmer(await confirmation(), session=elle.session)
    assert neuf is not None
    assert [await lire_acces(condenser(jeton)) for jeton in [elle.jeton, *autres]] == [None] * 4
    acces = await lire_acces(condenser(neuf))
    assert acces is not None
    assert (acces.session_id, acces.courriel) == (elle.session, NOUVELLE)


async def test_les_liens_envoyes_a_l_ancienne_adresse_meurent(ccfi: Inscription) -> None:
    """A link for a new password does not outlive the change of address; the undo links do."""
    elle = await camille()
    await elle.demander()
    await oubli.demander(CAMILLE, adresse="192.0.2.1")
    oublie = await oubli.lire_lien(await lien("mot_de_passe", CAMILLE))
    assert oublie is not None
    await adresse.confirmer(await confirmation())
    with pytest.raises(LienPerime):
        await oubli.changer(oublie, "Autre2passe@")
    vivants = await lignes("SELECT nature, courriel FROM jeton WHERE consomme_le IS NULL")
    assert [tuple(lu) for lu in vivants] == [("courriel_annulation", CAMILLE)] * 2


async def test_une_adresse_prise_recoit_un_mot_et_rien_d_autre(ccfi: Inscription) -> None:
    """Same waiting change, same warning; no link, and the holder of the address is told."""
    elle = await camille()
    await voisin()
    await elle.demander(VOISIN.upper())
    assert await boites() == [("adresse_prise", VOISIN), ("adresse_demandee", CAMILLE)]
    attendu = await adresse.en_attente(elle.compte)
    assert attendu is not None
    assert await valeur("SELECT count(*) FROM jeton WHERE nature = 'courriel'") == 0


async def test_une_boite_n_est_pas_inondee(ccfi: Inscription) -> None:
    elle, lui = await camille(), await voisin()
    for qui in (elle, elle, elle, lui, lui, lui):
        await qui.demander()
    assert (await boites()).count(("adresse_confirmation", NOUVELLE)) == plafonds.CHANGEMENTS_BOITE[0].essais == 5


async def test_une_nouvelle_demande_remplace_l_ancienne(ccfi: Inscription) -> None:
    elle = await camille()
    await elle.demander()
    premiere = await confirmation()
    await elle.demander(AUTRE)
    with pytest.raises(LienPerime):
        await adresse.confirmer(premiere)
    await adresse.confirmer(await confirmation(AUTRE))
    assert await login(elle.compte) == AUTRE


async def test_abandonner(ccfi: Inscription) -> None:
    """Cancel: the link is dead, nothing waits, the login stays."""
    elle = await camille()
    await elle.demander()
    recu = await confirmation()
    await adresse.abandonner(elle.compte)
    await adresse.abandonner(elle.compte)
    assert await adresse.en_attente(elle.compte) is None
    with pytest.raises(LienPerime):
        await adresse.confirmer(recu)
    assert await login(elle.compte) == CAMILLE
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'adresse_abandonnee'") == 1


async def test_le_lien_sert_une_fois_et_vingt_quatre_heures(ccfi: Inscription) -> None:
    """Reuse and deadline, even when the clock is set back afterwards."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        elle = await camille()
        await elle.demander()
        recu, adresse_du_lien = await confirmation(), await lien("adresse_confirmation", NOUVELLE)
        horloge.shift(timedelta(hours=23, minutes=59))
        assert await adresse.lire_lien(adresse_du_lien) is not None
        horloge.shift(timedelta(minutes=1))
        assert await adresse.en_attente(elle.compte) is None
        assert await adresse.lire_lien(adresse_du_lien) is None
        with pytest.raises(LienPerime):
            await adresse.confirmer(recu)
        horloge.shift(timedelta(hours=-2))
        with pytest.raises(LienPerime):
            await adresse.confirmer(recu)
        await elle.demander()
        neuf = await confirmation()
        await adresse.confirmer(neuf)
        with pytest.raises(LienPerime):
            await adresse.confirmer(neuf)


async def test_un_changement_de_mot_de_passe_arrete_la_demande(ccfi: Inscription) -> None:
    elle = await camille()
    await elle.demander()
    recu = await confirmation()
    await changer_le_sien(elle.compte, elle.session, "Autre2passe@")
    assert await adresse.en_attente(elle.compte) is None
    with pytest.raises(LienPerime):
        await adresse.confirmer(recu)


async def test_une_session_finie_ou_un_compte_ferme_ne_demande_rien(ccfi: Inscription) -> None:
    elle = await camille()
    await sessions.fermer_les_autres(elle.compte)
    with pytest.raises(SessionFinie):
        await elle.demander()
    await executer("UPDATE compte SET ferme_le = now()")
    with pytest.raises(SessionFinie):
        await elle.demander()
    assert await boites() == []


async def test_un_compte_ferme_ne_confirme_rien(ccfi: Inscription) -> None:
    elle = await camille()
    await elle.demander()
    recu = await confirmation()
    await executer("UPDATE compte SET ferme_le = now()")
    with pytest.raises(LienPerime):
        await adresse.confirmer(recu)


async def test_un_changement_non_confirme_ne_s_applique_pas(ccfi: Inscription) -> None:
    elle = await camille()
    await elle.demander()
    with pytest.raises(LienPerime):
        await adresse.appliquer(await valeur("SELECT id FROM changement_courriel"))
    assert await login(elle.compte) == CAMILLE


async def test_deux_comptes_vers_une_adresse_le_premier_la_prend(ccfi: Inscription) -> None:
    """Both links are good until one is used; the other then says why, and stays unused."""
    elle, lui = await camille(), await voisin()
    await elle.demander()
    sien = await confirmation()
    await lui.demander()
    dernier = await confirmation()
    await adresse.confirmer(sien)
    with pytest.raises(RegleRefusee, match="déjà celle d’un autre espace"):
        await adresse.confirmer(dernier)
    assert (await login(elle.compte), await login(lui.compte)) == (NOUVELLE, VOISIN)
    assert await valeur("SELECT count(*) FROM session WHERE compte = $1 AND fermee_le IS NULL", lui.compte) == 1


async def test_vingt_confirmations_a_la_fois_de_deux_comptes(base_reelle: Inscription) -> None:
    """One wins, nineteen are refused, nobody waits for ever."""
    elle, lui = await camille(), await voisin()
    await elle.demander()
    sien = await confirmation()
    await lui.demander()
    dernier = await confirmation()
    rendus = await asyncio.gather(
        *(lancer(adresse.confirmer(recu)) for _ in range(10) for recu in (sien, dernier)), return_exceptions=True
    )
    assert sum(rendu is None for rendu in rendus) == 1
    assert sum(isinstance(rendu, RegleRefusee) for rendu in rendus) == 19
    assert await valeur("SELECT count(*) FROM compte WHERE courriel = $1", NOUVELLE) == 1
    assert await valeur("SELECT count(*) FROM changement_courriel WHERE applique_le IS NOT NULL") == 1

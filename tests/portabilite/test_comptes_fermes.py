"""A closed account, and one opened again: no file that was asked for before comes out."""

import asyncio
import io
from datetime import timedelta

import pytest
import time_machine

from app.base import Inscription, executer, lancer, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes.activation import activer, lire_lien
from app.metier.comptes.creation import demander_par_adresse
from app.metier.comptes.fermeture import fermer_compte
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.portabilite import demandes, file
from app.metier.portabilite.demandes import demander, en_attente_depuis, son_dernier_fichier, son_fichier
from app.portabilite.preparation import preparer_les_dus
from tests.personnages import camille


async def compte_de_camille() -> int:
    personne = await camille()
    assert personne.compte is not None
    return int(personne.compte.id)


async def test_un_compte_ferme_n_a_plus_de_fichier(ccfi: Inscription) -> None:
    compte = await compte_de_camille()
    await demander(compte)
    du = await file.prendre()
    assert du is not None
    await fermer_compte(compte, "agent")
    with pytest.raises(file.BailPerdu):
        await file.livrer(du, io.BytesIO(b"PK"))
    with time_machine.travel(maintenant() + timedelta(hours=1)):
        assert await preparer_les_dus() == 0
        await demandes.oublier_les_perimes()
    assert await valeur("SELECT count(*) FROM export_donnees") == 0


async def rouvrir(compte: int) -> None:
    """By the link that the mailbox gets, as anybody who has the address would."""
    await demander_par_adresse("camille.martin@example.fr", adresse="192.0.2.1")
    numero = await valeur("SELECT id FROM jeton WHERE consomme_le IS NULL ORDER BY cree_le DESC LIMIT 1")
    lu = await lire_lien(valeur_du_jeton(numero))
    assert lu is not None
    assert await activer(lu, "Autre2passe@") == compte


async def test_un_compte_rouvert_ne_retrouve_pas_le_fichier_d_avant(ccfi: Inscription) -> None:
    """Whoever has the address now proves a mailbox, not that the file of before is theirs."""
    compte = await compte_de_camille()
    await demander(compte)
    await preparer_les_dus()
    fichier = await son_dernier_fichier(compte)
    assert fichier is not None
    await fermer_compte(compte, "agent")
    await rouvrir(compte)
    assert await son_dernier_fichier(compte) is None
    assert await son_fichier(compte, fichier.numero) is None
    await demandes.oublier_les_perimes()
    assert await valeur("SELECT count(*) FROM document") == 0


async def test_un_compte_rouvert_ne_recoit_pas_ce_qui_etait_demande_avant(ccfi: Inscription) -> None:
    """The worker had taken the request, or not yet: it is made for nobody."""
    compte = await compte_de_camille()
    await demander(compte)
    du = await file.prendre()
    assert du is not None
    await fermer_compte(compte, "agent")
    await rouvrir(compte)
    with pytest.raises(file.BailPerdu):
        await file.livrer(du, io.BytesIO(b"PK"))
    assert await en_attente_depuis(compte) is None
    with time_machine.travel(maintenant() + timedelta(hours=1)):
        assert await preparer_les_dus() == 0
    assert await valeur("SELECT count(*) FROM document") == 0


async def test_livrer_et_fermer_a_la_fois(base_reelle: Inscription) -> None:
    """Whoever is first, the closed account has no file to take, and nobody waits for ever."""
    compte = await compte_de_camille()
    for _ in range(10):
        await executer("UPDATE compte SET ferme_le = NULL")
        await executer("DELETE FROM limite")
        assert await demander(compte)
        du = await file.prendre()
        assert du is not None
        rendus = await asyncio.gather(
            lancer(file.livrer(du, io.BytesIO(b"PK"))), lancer(fermer_compte(compte, "lea")), return_exceptions=True
        )
        assert rendus[0] is None or isinstance(rendus[0], file.BailPerdu)
        assert rendus[1] is True
        assert await son_dernier_fichier(compte) is None

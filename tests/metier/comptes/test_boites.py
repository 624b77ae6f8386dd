"""How many mails a mailbox gets from those who ask, and that no stranger's requests keep the owner's back."""

import asyncio
from datetime import datetime, timedelta

import pytest
import time_machine

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.comptes import oubli, renvoi
from app.metier.comptes.creation import References, demander_par_adresse, demander_par_references
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.limites import TropDEssais
from tests import personnages
from tests.compte.outils import BOITE, CAMILLE
from tests.metier.comptes.adresses import NOUVELLE, boites
from tests.metier.comptes.adresses import camille as connectee
from tests.personnages import MOT_DE_PASSE

ICI, ETRANGER = "192.0.2.1", "203.0.113.9"
VRAIES = References(BOITE, MOT_DE_PASSE, "DUPONT", "PSEMCSMJ")
FAUSSES = References(BOITE, MOT_DE_PASSE, "FAUX", "ZZZZZZZZ")
HEURE, JOUR = timedelta(hours=1), timedelta(days=1)


async def a_l_etranger(rang: int, courriel: str) -> None:
    """Every door at which a stranger can name somebody's mailbox, but the forgotten password."""
    adresse_de_l_etranger = f"203.0.113.{rang}"
    await renvoi.renvoyer(courriel, adresse=adresse_de_l_etranger)
    await demander_par_adresse(courriel, adresse=adresse_de_l_etranger)
    await demander_par_references(
        References(courriel, MOT_DE_PASSE, f"FAUX{rang}", "ZZZZZZZZ"), adresse=adresse_de_l_etranger
    )


async def comptees() -> int:
    """Tries that the limits hold."""
    nombre: int = await valeur("SELECT coalesce(sum(cardinality(essais)), 0) FROM limite")
    return nombre


async def test_les_demandes_d_un_etranger_ne_retiennent_pas_le_lien_du_mot_de_passe(ccfi: Inscription) -> None:
    await personnages.camille()
    for rang in range(15):
        await a_l_etranger(rang, CAMILLE)
    await executer("DELETE FROM courriel")
    await oubli.demander(CAMILLE, adresse=ICI)
    assert await boites() == [("mot_de_passe", CAMILLE)]


async def test_de_fausses_references_ne_retiennent_pas_une_vraie_demande(ccfi: Inscription) -> None:
    await personnages.dupont()
    for _ in range(15):
        await demander_par_references(FAUSSES, adresse=ETRANGER)
    await demander_par_references(VRAIES, adresse=ICI)
    assert await boites() == [("activation", BOITE)]


async def test_l_activation_d_un_etranger_ne_retient_pas_un_changement_d_adresse(ccfi: Inscription) -> None:
    """The new mailbox is known to billing too: strangers fill its doors, the change has its own."""
    elle = await connectee()
    await personnages.personnage("00098", "NOUVELLE", "MARTIN", "CAMILLE", NOUVELLE)
    for _ in range(8):
        await demander_par_adresse(NOUVELLE, adresse=ETRANGER)
    assert (await boites()).count(("activation_adresse", NOUVELLE)) == 5
    await elle.demander()
    assert ("adresse_confirmation", NOUVELLE) in await boites()


@pytest.mark.parametrize("porte", ["renvoi", "adresse", "references", "oubli"])
async def test_ce_qui_n_envoie_rien_n_est_compte_a_aucune_boite(ccfi: Inscription, porte: str) -> None:
    """What is left in the table is the visitor's own count, and those of the references that were tried."""
    gestes = {
        "renvoi": lambda: renvoi.renvoyer(CAMILLE, adresse=ETRANGER),
        "adresse": lambda: demander_par_adresse(CAMILLE, adresse=ETRANGER),
        "references": lambda: demander_par_references(FAUSSES, adresse=ETRANGER),
        "oubli": lambda: oubli.demander(CAMILLE, adresse=ETRANGER),
    }
    await gestes[porte]()
    cles, essais = (3, 3) if porte == "references" else (1, 1)
    assert await valeur("SELECT count(*) FROM limite") == cles
    assert await comptees() == essais


async def test_une_boite_recoit_douze_messages_par_jour_au_plus(ccfi: Inscription) -> None:
    """Five in any hour, twelve in any day, whichever doors they come from; the next day it goes on."""
    await personnages.dupont()
    with time_machine.travel("2026-03-02 00:00:00Z", tick=False) as horloge:
        for rang in range(120):
            await (demander_par_adresse if rang % 2 else renvoi.renvoyer)(BOITE, adresse=ETRANGER)
            horloge.shift(timedelta(minutes=12))
        recus = await instants()
        assert (au_plus(recus, HEURE), len(recus)) == (5, 12)
        horloge.shift(timedelta(minutes=12))
        await demander_par_adresse(BOITE, adresse=ETRANGER)
        assert len(await instants()) == 13


async def test_un_lien_du_mot_de_passe_marche_a_toute_heure(ccfi: Inscription) -> None:
    """A stranger asks for it all day: at every moment the owner's mailbox holds a link that works. 26 mails at most."""
    await personnages.camille()
    with time_machine.travel("2026-03-02 00:00:00Z", tick=False) as horloge:
        for _ in range(40 * 6):
            await oubli.demander(CAMILLE, adresse=ETRANGER)
            numero = await valeur("SELECT id FROM jeton ORDER BY cree_le DESC, consomme_le NULLS FIRST LIMIT 1")
            assert await oubli.lire_lien(valeur_du_jeton(numero)) is not None
            horloge.shift(timedelta(minutes=10))
        recus = await instants()
    assert au_plus(recus, HEURE) <= 3
    assert 20 <= au_plus(recus, JOUR) <= 26


async def test_vingt_demandes_a_la_fois_ne_passent_pas_la_limite(base_reelle: Inscription) -> None:
    """Twenty at once: five links of activation, three of a new password; of each kind one works."""
    await personnages.dupont()
    await personnages.camille()
    await asyncio.gather(*(lancer(demander_par_adresse(BOITE, adresse=ETRANGER)) for _ in range(20)))
    await asyncio.gather(*(lancer(oubli.demander(CAMILLE, adresse=ETRANGER)) for _ in range(20)))
    envois = await boites()
    assert envois.count(("activation_adresse", BOITE)) == 5
    assert envois.count(("mot_de_passe", CAMILLE)) == 3
    vivants = await lignes("SELECT nature FROM jeton WHERE consomme_le IS NULL ORDER BY nature")
    assert [lu["nature"] for lu in vivants] == ["activation", "mot_de_passe"]


async def test_un_etranger_trop_presse_attend_toujours(ccfi: Inscription) -> None:
    """The visitor's own ceiling counts what sends nothing too."""
    for _ in range(60):
        await oubli.demander("inconnue@example.fr", adresse=ETRANGER)
    with pytest.raises(TropDEssais):
        await oubli.demander("inconnue@example.fr", adresse=ETRANGER)


async def instants() -> list[datetime]:
    """When mails were written, oldest first."""
    return [lu["cree_le"] for lu in await lignes("SELECT cree_le FROM courriel ORDER BY cree_le")]


def au_plus(recus: list[datetime], fenetre: timedelta) -> int:
    """The most that any such window holds, wherever it begins."""
    return max(sum(1 for r in recus if d <= r < d + fenetre) for d in recus)

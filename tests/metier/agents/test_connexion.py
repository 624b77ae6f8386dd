"""The agents' password behind its limits, and what may change between a proof and what it opens."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from argon2 import PasswordHasher, extract_parameters

from app.base import Inscription, executer, lancer, lignes, valeur
from app.metier.agents import sessions
from app.metier.agents.appareils import son_nom_scelle
from app.metier.agents.connexion import PAR_APPAREILS, Reconnu, entrer, reconnaitre
from app.metier.agents.mot_de_passe import changer
from app.metier.agents.sessions import SessionFinie, SessionLue
from app.metier.calendrier import maintenant
from app.metier.limites import TropDEssais, prendre
from app.metier.second_facteur.porteurs import de_l_agent
from tests.agents.outils import MOT_DE_PASSE, equipier, session_de

FAUX = "Faux-mot-2-passe"
JOUR = timedelta(days=1)
ADRESSE = "192.0.2.1"


def de_son_poste(_: str) -> str:
    """A browser that has proved a second factor."""
    return "celui-de-lea"


def du_poste(rang: int) -> Callable[[str], str]:
    """One of many such browsers."""
    return lambda _: f"poste-{rang}"


async def entendu(identifiant: str, adresse: str) -> bool:
    """Tell whether a wrong password was judged."""
    try:
        assert await reconnaitre(identifiant, FAUX, adresse) is None
    except TropDEssais:
        return False
    return True


async def lea() -> Reconnu:
    reconnu = await reconnaitre("lea", MOT_DE_PASSE, ADRESSE)
    assert reconnu is not None
    return reconnu


async def session_lue(agent: int) -> SessionLue:
    lue = await sessions.lire(await session_de(agent, prouvee=True))
    assert lue is not None
    return lue


async def test_quatre_cents_mots_de_passe_sur_un_agent_en_un_jour(ccfi: Inscription) -> None:
    """By both names, from 400 addresses: 25 judged, longer and longer apart; the agent is told, and gets in."""
    await equipier()
    juges = []
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for rang in range(400):
            if await entendu(("lea", "Lea@mairie.example.fr")[rang % 2], f"198.51.{rang // 250}.{rang % 250}"):
                juges.append(maintenant())
            if rang % 100 == 99:
                assert await reconnaitre("lea", MOT_DE_PASSE, ADRESSE, de_son_poste) is not None
            horloge.shift(JOUR / 400)
    ecarts = [apres - avant for avant, apres in pairwise(juges)]
    assert 20 <= len(juges) <= 25
    assert max(ecarts) >= timedelta(hours=1)
    avis = await lignes("SELECT modele, destinataire FROM courriel")
    assert [tuple(avi) for avi in avis] == [("agent_essais_refuses", "lea@mairie.example.fr")]
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'essais_refuses'") == 1


@pytest.mark.parametrize("nom", ["lea", "personne"])
async def test_connu_ou_non_cinq_essais_puis_une_attente(ccfi: Inscription, nom: str) -> None:
    await equipier()
    essais = [await entendu(ecrit, "192.0.2.1") for ecrit in (nom, nom.upper(), f" {nom} ", nom, nom, nom)]
    assert essais == [True] * 5 + [False]


async def test_sur_personne_le_dixieme_essai_n_ecrit_rien(ccfi: Inscription) -> None:
    await equipier()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for _ in range(11):
            assert await entendu("personne@mairie.example.fr", ADRESSE)
            horloge.shift(timedelta(hours=1))
    assert await valeur("SELECT (SELECT count(*) FROM courriel) + (SELECT count(*) FROM trace)") == 0


async def test_un_navigateur_connu_a_son_propre_compte(ccfi: Inscription) -> None:
    """A stranger shuts nobody out of a known browser, and such a browser guesses no more than another."""
    await equipier()
    while await entendu("lea", "198.51.100.1"):
        pass
    with pytest.raises(TropDEssais):
        await lea()
    assert await reconnaitre("lea", MOT_DE_PASSE, ADRESSE, de_son_poste) is not None
    for _ in range(5):
        assert await reconnaitre("lea", FAUX, ADRESSE, de_son_poste) is None
    with pytest.raises(TropDEssais):
        await reconnaitre("lea", MOT_DE_PASSE, ADRESSE, de_son_poste)
    assert await valeur("SELECT count(*) FROM courriel") == 0


async def test_tous_les_navigateurs_connus_ont_une_borne_ensemble(ccfi: Inscription) -> None:
    """Fifty a day, however many they are; the agent is told."""
    agent = (await equipier()).agent.id
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False):
        for rang in range(50):
            if rang not in (9, 49):
                await prendre(PAR_APPAREILS, await son_nom_scelle(agent))
            else:
                assert await reconnaitre("lea", FAUX, ADRESSE, du_poste(rang)) is None
        with pytest.raises(TropDEssais):
            await reconnaitre("lea", MOT_DE_PASSE, ADRESSE, de_son_poste)
    await lea()
    assert await valeur("SELECT count(*) FROM courriel WHERE modele = 'agent_essais_refuses'") == 1


async def test_un_bon_mot_de_passe_ne_coute_rien(ccfi: Inscription) -> None:
    await equipier()
    for _ in range(7):
        await lea()
    assert await valeur("SELECT coalesce(sum(cardinality(essais)), 0) FROM limite") == 0


async def test_un_agent_ecarte_n_est_plus_personne(ccfi: Inscription) -> None:
    await equipier()
    await executer("UPDATE agent SET active = false")
    assert await reconnaitre("lea", MOT_DE_PASSE, ADRESSE) is None


async def test_d_anciens_parametres_sont_rafraichis_au_bon_mot_de_passe_seul(ccfi: Inscription) -> None:
    await equipier()
    ancien = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(MOT_DE_PASSE)
    await executer("UPDATE agent SET password = $1", ancien)
    assert await entendu("lea", ADRESSE)
    assert await valeur("SELECT password FROM agent") == ancien
    reconnu = await lea()
    assert extract_parameters(await valeur("SELECT password FROM agent")).memory_cost == 19 * 1024
    assert await entrer(reconnu) is not None


@pytest.mark.parametrize("changement", ["password = password || 'x'", "active = false"])
async def test_ce_qui_change_apres_le_mot_de_passe_arrete_tout(ccfi: Inscription, changement: str) -> None:
    await equipier()
    reconnu = await lea()
    await executer(f"UPDATE agent SET {changement}")
    assert await entrer(reconnu) is None
    assert await valeur("SELECT count(*) FROM session_agent") == 0


async def test_changer_son_mot_de_passe_donne_un_autre_jeton_et_se_dit(ccfi: Inscription) -> None:
    agent = (await equipier()).agent.id
    jeton = await session_de(agent, prouvee=True)
    moi = await sessions.lire(jeton)
    assert moi is not None
    ailleurs = [await session_de(agent, prouvee=prouvee) for prouvee in (True, False)]
    nouveau = await changer(moi, "Le-nouveau-de-lea-2026!")
    assert await sessions.lire(nouveau) == moi
    assert [await sessions.lire(mort) for mort in (jeton, *ailleurs)] == [None] * 3
    avis = await lignes("SELECT modele, destinataire FROM courriel")
    assert [tuple(avi) for avi in avis] == [("agent_mot_de_passe_change", "lea@mairie.example.fr")]
    assert await valeur("SELECT objet FROM trace WHERE acte = 'agent.mot_de_passe'") == de_l_agent(agent).nom


async def test_une_session_finie_ne_change_plus_rien(ccfi: Inscription) -> None:
    """A thief past the guard when the owner changes the password does not take it back."""
    agent = (await equipier()).agent.id
    moi, voleur = await session_lue(agent), await session_lue(agent)
    jeton = await changer(moi, "Le-nouveau-de-lea-2026!")
    garde = await valeur("SELECT password FROM agent")
    with pytest.raises(SessionFinie):
        await changer(voleur, "Celui-du-voleur-2026!")
    assert await valeur("SELECT password FROM agent") == garde
    assert await sessions.lire(jeton) == moi
    assert await valeur("SELECT count(*) FROM courriel") == 1


async def test_de_dix_changements_a_la_fois_un_seul_se_fait(base_reelle: Inscription) -> None:
    """Ten sessions, ten passwords: one wins, its session alone goes on, and one mail leaves."""
    agent = (await equipier()).agent.id
    toutes = [await session_lue(agent) for _ in range(10)]
    faits = await asyncio.gather(
        *(lancer(changer(une, f"Le-nouveau-{rang}-de-lea!")) for rang, une in enumerate(toutes)), return_exceptions=True
    )
    jetons = [fait for fait in faits if isinstance(fait, str)]
    assert [type(fait) for fait in faits if not isinstance(fait, str)] == [SessionFinie] * 9
    assert await sessions.lire(jetons[0]) is not None
    assert await valeur("SELECT count(*) FROM session_agent WHERE fermee_le IS NULL") == 1
    assert await reconnaitre("lea", f"Le-nouveau-{faits.index(jetons[0])}-de-lea!", ADRESSE) is not None
    assert await valeur("SELECT count(*) FROM courriel") == 1


@pytest.mark.parametrize(("prouvee", "minutes"), [(True, 31), (False, 11)])
async def test_une_horloge_reculee_ne_ranime_pas_une_session(ccfi: Inscription, *, prouvee: bool, minutes: int) -> None:
    agent = (await equipier()).agent.id
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        jeton = await session_de(agent, prouvee=prouvee)
        horloge.shift(timedelta(minutes=minutes))
        assert await sessions.lire(jeton) is None
        horloge.shift(-timedelta(minutes=minutes - 1))
        assert await sessions.lire(jeton) is None


async def test_une_session_a_mi_chemin_vit_tant_qu_elle_attend(ccfi: Inscription) -> None:
    agent = (await equipier()).agent.id
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        jeton = await session_de(agent, prouvee=False)
        horloge.shift(timedelta(minutes=9))
        lue = await sessions.lire(jeton)
        assert lue is not None
        assert not lue.est_prouvee

"""How long a session lasts, whatever clocks and browsers say, and that one that was ended stays so."""

import asyncio
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from app.base import Inscription, lancer, valeur
from app.metier.chiffre import condenser
from app.metier.comptes import sessions
from app.metier.comptes.acces import lire_acces
from app.metier.comptes.connexions import fermer_sa_connexion, ne_garder_que, ses_connexions
from tests.metier.comptes.adresses import camille, voisin

DEBUT = "2026-03-28 22:00:00Z"
"""Three hours before Paris moves its clocks forward."""
MINUTE, HEURE, JOUR = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

DUREES = {
    "vingt-neuf minutes sans rien": (False, [29 * MINUTE], True),
    "trente minutes sans rien": (False, [30 * MINUTE], False),
    "active pendant presque douze heures": (False, [20 * MINUTE] * 35 + [19 * MINUTE], True),
    "active pendant douze heures": (False, [20 * MINUTE] * 36, False),
    "rester connecté, revenir le trentième jour": (True, [30 * JOUR - MINUTE], True),
    "rester connecté, vue chaque jour pendant trente jours": (True, [JOUR] * 30, False),
    "l’horloge avance d’une heure, puis recule": (False, [HEURE, -HEURE], False),
    "rester connecté, l’horloge avance d’un mois, puis recule": (True, [31 * JOUR, -31 * JOUR], False),
}


@pytest.fixture(params=["UTC", "Pacific/Kiritimati"])
def fuseau_du_serveur(request: pytest.FixtureRequest) -> Iterator[None]:
    """The zone of the process, which changes nothing."""
    with pytest.MonkeyPatch.context() as environnement:
        environnement.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(("longue", "pas", "vivante"), DUREES.values(), ids=DUREES)
@pytest.mark.usefixtures("fuseau_du_serveur")
async def test_la_duree_d_une_session(ccfi: Inscription, longue: bool, pas: list[timedelta], vivante: bool) -> None:
    """Eight cases in two zones of the server: idle, absolute, remembered, clocks moved; the server alone tells."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        compte = (await camille()).compte
        jeton = await sessions.ouvrir(compte, rester_connecte=longue)
        numero = await valeur("SELECT max(id) FROM session")
        for duree in pas:
            horloge.shift(duree)
            lue = await lire_acces(condenser(jeton))
        assert (lue is not None) is vivante
        assert (numero in [ouverte.id for ouverte in await ses_connexions(compte)]) is vivante


async def test_une_session_fermee_ne_revient_pas(base_reelle: Inscription) -> None:
    """A page that is late, a new token asked for and a closing, all at once, twenty times: it is closed afterwards."""
    with time_machine.travel(DEBUT, tick=False) as horloge:
        elle = await camille()
        for _ in range(20):
            jeton = await sessions.ouvrir(elle.compte)
            numero = int(await valeur("SELECT max(id) FROM session"))
            horloge.shift(2 * MINUTE)
            rendus = await asyncio.gather(
                lancer(lire_acces(condenser(jeton))),
                lancer(sessions.renouveler(numero)),
                lancer(fermer_sa_connexion(elle.compte, numero)),
                lancer(lire_acces(condenser(jeton))),
                lancer(sessions.renouveler(numero)),
            )
            for neuf in (jeton, *(rendu for rendu in rendus if isinstance(rendu, str))):
                assert await lire_acces(condenser(neuf)) is None
            assert not await sessions.est_ouverte(numero)


async def test_on_ne_ferme_que_les_siennes(ccfi: Inscription) -> None:
    elle, lui = await camille(), await voisin()
    assert not await fermer_sa_connexion(elle.compte, lui.session)
    assert not await fermer_sa_connexion(elle.compte, 0)
    assert not await fermer_sa_connexion(elle.compte, 2**31)
    assert await sessions.est_ouverte(lui.session)
    await sessions.ouvrir(elle.compte)
    assert await ne_garder_que(elle.compte, elle.session) == 1
    assert await sessions.est_ouverte(elle.session)
    assert await sessions.est_ouverte(lui.session)
    assert await fermer_sa_connexion(elle.compte, elle.session)
    assert await fermer_sa_connexion(elle.compte, elle.session)
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'session_fermee'") == 2

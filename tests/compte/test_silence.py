"""Known or not, the same time: an area under the curve of 0.5 says that nothing leaks."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from app.base import Inscription, executer, ligne
from app.courriels.composition import composer
from app.metier.calendrier import maintenant
from app.metier.comptes import demande_adresse, oubli, plafonds, renvoi
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.comptes.creation import References, demander_par_adresse, demander_par_references
from app.metier.comptes.sessions import ouvrir
from app.metier.limites import Plafond, prendre
from tests import personnages

ESSAIS = 250
CAMILLE, INCONNUE = "camille.martin@example.fr", "inconnue.martin@example.fr"


async def creer(connu: bool) -> None:
    identifiant = "PSEMCSMJ" if connu else "ABCDEFGH"
    await demander_par_references(References("x@example.fr", "Mot2passe@", "DUPONT", identifiant), adresse="192.0.2.1")


async def activer(connu: bool) -> None:
    await demander_par_adresse("dupont59@gmail.com" if connu else "inconnu99@gmail.com", adresse="192.0.2.1")


async def renvoyer(connu: bool) -> None:
    await renvoi.renvoyer("attend@exemple.fr" if connu else "inconnue@exemple.fr", adresse="192.0.2.1")


async def ajouter(connu: bool) -> None:
    await demander_par_adresse("lea@exemple.fr" if connu else "zoe@exemple.fr", adresse="192.0.2.1")


async def oublier(connu: bool) -> None:
    await oubli.demander(CAMILLE if connu else INCONNUE, adresse="192.0.2.1")


async def entrer(connu: bool) -> None:
    await reconnaitre(Essai(CAMILLE if connu else INCONNUE, "Faux2passe@", "192.0.2.1"))


async def oublier_de_trop(connu: bool) -> None:
    """The mailbox has had its mails: nothing leaves, as for who has none."""
    await oublier(connu)


async def activer_de_trop(connu: bool) -> None:
    await activer(connu)


async def entrer_au_rang_de_l_avis(connu: bool) -> None:
    """The failure that the owner is told of, where there is one."""
    await entrer(connu)


async def changer_d_adresse(connu: bool) -> None:
    session = await ligne("SELECT id, compte FROM session")
    assert session is not None
    boite = "lea@exemple.fr" if connu else "zoe@exemple.fr"
    demande = demande_adresse.Demande(boite, personnages.MOT_DE_PASSE)
    assert await demande_adresse.demander(session["compte"], session["id"], demande) == {}


async def user(plafond: Plafond, cle: str, essais: int) -> None:
    """As many tries as that, 59 minutes ago."""
    with time_machine.travel(maintenant() - timedelta(minutes=59), tick=False) as horloge:
        for _ in range(essais):
            await prendre(replace(plafond, attentes=()), cle)
            horloge.shift(timedelta(milliseconds=1))


async def preparer(geste: object) -> None:
    """What was tried before, for the address that is known; for the other one nothing is kept, but failures."""
    await executer("DELETE FROM limite")
    if geste is oublier_de_trop:
        await user(plafonds.OUBLIS_BOITE[0], CAMILLE, 3)
    elif geste is activer_de_trop:
        await user(plafonds.COURRIELS_BOITE[1], "dupont59@gmail.com", 12)
    elif geste is entrer_au_rang_de_l_avis:
        await executer("DELETE FROM courriel")
        for boite in (CAMILLE, INCONNUE):
            await user(plafonds.CONNEXION_COMPTE, boite, plafonds.AVIS_AU_RANG - 1)


GESTES = [
    creer, activer, activer_de_trop, renvoyer, ajouter, oublier, oublier_de_trop, entrer, entrer_au_rang_de_l_avis,
    changer_d_adresse,
]  # fmt: skip


@pytest.mark.lent
@pytest.mark.parametrize("geste", GESTES)
async def test_le_temps_ne_dit_rien(base_reelle: Inscription, geste: Callable[[bool], Awaitable[None]]) -> None:
    await personnages.dupont()
    camille = await personnages.camille()
    await personnages.personnage("00099", "VOISINAA", "VOISIN", "LEA", "lea@exemple.fr", avec_compte=True)
    await personnages.personnage("00098", "VOISINAB", "VOISIN", "LEA", "lea@exemple.fr")
    await personnages.personnage("00097", "ATTENDAA", "ATTEND", "ANNE", "attend@exemple.fr")
    await demander_par_adresse("attend@exemple.fr", adresse="192.0.2.1")
    assert camille.compte is not None
    await ouvrir(camille.compte.id)
    durees: dict[bool, list[float]] = {True: [], False: []}
    for tour in range(2 * ESSAIS):
        await preparer(geste)
        connu = (tour // 2 + tour) % 2 == 0  # neither order nor place in the pair says which
        debut = time.perf_counter()
        await geste(connu)
        durees[connu].append(time.perf_counter() - debut)
    plus_lents = sum((a > b) + (a == b) / 2 for a in durees[True] for b in durees[False])
    aire = plus_lents / ESSAIS**2
    assert 0.40 < aire < 0.60


def test_l_avis_des_essais_refuses_se_lit() -> None:
    message = composer(
        "essais_refuses",
        {"essais": 10},
        origine="https://dechets.example.fr",
        expediteur="portail@example.fr",
        nom_collectivite="CCFI",
        courriel_contact="dechets@example.fr",
        destinataire=CAMILLE,
        message_id="<1@dechets.example.fr>",
        cree_le=maintenant(),
    )
    corps = message.get_body(("plain",))
    assert corps is not None
    assert "10 mots de passe faux" in corps.get_content()
    assert "https://dechets.example.fr/mot-de-passe" in corps.get_content()

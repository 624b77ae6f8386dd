"""Browsers that have signed in before: their own count, a ceiling for all together, and the end of their seals."""

from datetime import timedelta

import pytest
import time_machine

from app.base import Inscription, executer, lignes, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.comptes.appareils import Appareil, mot_de_passe_prouve
from app.metier.comptes.changement import poser_mot_de_passe
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.comptes.mots_de_passe import hacher
from app.metier.limites import TropDEssais, prendre
from tests import personnages
from tests.compte.outils import CAMILLE, navigateur_connu
from tests.personnages import MOT_DE_PASSE

ICI = "192.0.2.1"
NEUF = "Autre2passe@"


async def entendu(mot_de_passe: str, appareil: Appareil | None) -> bool:
    """Whether this try was judged."""
    try:
        await reconnaitre(Essai(CAMILLE, mot_de_passe, ICI, appareil))
    except TropDEssais:
        return False
    return True


async def changer_de_mot_de_passe(compte: int) -> None:
    await poser_mot_de_passe(compte, CAMILLE, await hacher(NEUF))


async def camille() -> int:
    qui = await personnages.camille()
    assert qui.compte is not None
    return int(qui.compte.id)


async def test_cinquante_essais_par_jour_pour_tous_les_navigateurs_connus(ccfi: Inscription) -> None:
    """Ten browsers that signed in once do not make ten times the tries; the owner is told once, and strangers too."""
    await camille()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        entendus = 0
        for tour in range(12):
            for rang in range(10):
                entendus += await entendu(f"Faux{tour}passe@", navigateur_connu(f"n{rang}"))
            horloge.shift(timedelta(hours=1))
        assert entendus == plafonds.CONNEXION_APPAREILS.essais == 50
        assert not await entendu(MOT_DE_PASSE, navigateur_connu("n11"))
        assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, ICI)) is not None
        horloge.shift(timedelta(days=1))
        assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, ICI, navigateur_connu())) is not None
    avis = await lignes("SELECT modele, destinataire FROM courriel")
    assert [tuple(avi) for avi in avis] == [("essais_refuses", CAMILLE)]


async def test_les_etrangers_ne_touchent_pas_au_compte_des_navigateurs_connus(ccfi: Inscription) -> None:
    await camille()
    for rang in range(60):
        await entendu(f"Faux{rang}passe@", None)
    assert not await entendu(MOT_DE_PASSE, None)
    assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, ICI, navigateur_connu())) is not None


async def test_un_sceau_d_avant_le_mot_de_passe_ne_vaut_plus_rien(ccfi: Inscription) -> None:
    """Known before the change, a stranger after it: eight such browsers have the tries of one stranger together."""
    compte = await camille()
    connus = [Appareil(f"n{rang}", maintenant()) for rang in range(8)]
    assert await mot_de_passe_prouve(connus[0], CAMILLE) is not None
    await changer_de_mot_de_passe(compte)
    assert await mot_de_passe_prouve(connus[0], CAMILLE) is None
    juges = [await entendu("Faux2passe@", connu) for connu in connus for _ in range(6)]
    assert sum(juges) == plafonds.CONNEXION_COMPTE.libres == 5


async def test_le_nouveau_mot_de_passe_ouvre_un_compte_neuf(ccfi: Inscription) -> None:
    """A thief who had signed in used the day's tries up: the owner who chose another password comes in at once."""
    compte = await camille()
    depuis = await valeur("SELECT mot_de_passe_le FROM compte")
    for _ in range(plafonds.CONNEXION_APPAREILS.essais):
        await prendre(plafonds.CONNEXION_APPAREILS, f"{CAMILLE}:{depuis.isoformat()}")
    sien = Appareil("le sien", maintenant())
    assert not await entendu(MOT_DE_PASSE, sien)
    await changer_de_mot_de_passe(compte)
    assert await reconnaitre(Essai(CAMILLE, NEUF, ICI, Appareil("le sien", maintenant()))) is not None
    assert await entendu("Faux2passe@", sien)  # as a stranger


@pytest.mark.parametrize("fin", ["UPDATE compte SET ferme_le = now()", "DELETE FROM compte"])
async def test_un_compte_ferme_ne_connait_plus_personne(ccfi: Inscription, fin: str) -> None:
    await camille()
    sien = navigateur_connu()
    assert await mot_de_passe_prouve(sien, CAMILLE) is not None
    await executer("DELETE FROM rattachement")
    await executer(fin)
    assert await mot_de_passe_prouve(sien, CAMILLE) is None
    assert [await entendu(MOT_DE_PASSE, sien) for _ in range(6)] == [True] * 5 + [False]


async def test_un_bon_mot_de_passe_ne_coute_rien(ccfi: Inscription) -> None:
    await camille()
    for _ in range(8):
        assert await reconnaitre(Essai(CAMILLE, MOT_DE_PASSE, ICI, navigateur_connu())) is not None
    assert await valeur("SELECT sum(cardinality(essais)) FROM limite") == 0

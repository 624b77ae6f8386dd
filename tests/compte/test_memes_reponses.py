"""At each door, whoever the address or the reference is of, the answer is the same to the byte."""

from collections.abc import Mapping

import pytest

from app.base import Inscription, executer
from tests import personnages
from tests.compte.outils import BOITE, CAMILLE, CREATION, neutre
from tests.outils.echange import ouvrir_echange

INCONNUE, FERMEE, TARDIVE = "inconnue@example.fr", "clos@example.fr", "lea@exemple.fr"
BOITES = (BOITE, CAMILLE, FERMEE, TARDIVE, INCONNUE)
"""Known to billing, with an account, closed, with an account and an abonné to add, unknown."""


async def peupler() -> None:
    await personnages.dupont()
    await personnages.camille()
    await personnages.personnage("00003", "FERMEEEE", "CLOS", "JEAN", FERMEE, avec_compte=True)
    await personnages.personnage("00099", "VOISINAA", "VOISIN", "LEA", TARDIVE, avec_compte=True)
    await personnages.personnage("00098", "VOISINAB", "VOISIN", "LEA", TARDIVE)
    await executer("UPDATE compte SET ferme_le = now() WHERE courriel = $1", FERMEE)


async def reponses(ccfi: Inscription, chemin: str, saisies: list[Mapping[str, str]]) -> list[object]:
    """What each gets, from a browser of its own: the answer, and the page that it leads to."""
    recues: list[object] = []
    for saisie in saisies:
        async with ouvrir_echange(ccfi) as navigateur:
            envoyee = await navigateur.soumettre(chemin, saisie)
            assert envoyee.status_code == 303
            recues.append((neutre(envoyee), neutre(await navigateur.get(envoyee.headers["location"]))))
    return recues


@pytest.mark.parametrize("chemin", ["/compte/activation", "/compte/renvoi", "/mot-de-passe"])
async def test_une_adresse_ne_dit_pas_de_qui_elle_est(ccfi: Inscription, chemin: str) -> None:
    await peupler()
    recues = await reponses(ccfi, chemin, [{"courriel": boite} for boite in BOITES])
    assert all(recue == recues[0] for recue in recues)


async def test_des_references_ne_disent_rien(ccfi: Inscription) -> None:
    """Right, wrong identifiant, wrong name, wrong both, and the same with each kind of address."""
    await peupler()
    essais: list[Mapping[str, str]] = [
        CREATION | surcharge | {"courriel": boite}
        for boite in BOITES
        for surcharge in ({}, {"reference": "ABCDEFGH"}, {"nom": "DUPOND"}, {"nom": "X", "reference": "ABCDEFGH"})
    ]
    essais += [CREATION | {"courriel": FERMEE, "nom": "CLOS", "reference": "FERMEEEE"}]
    essais += [CREATION | {"courriel": CAMILLE, "nom": "MARTIN", "reference": "CAMILLEM"}]
    recues = await reponses(ccfi, "/compte/creation", essais)
    assert len(recues) == 22
    assert all(recue == recues[0] for recue in recues)


async def test_le_temoin_de_l_appareil_est_pose_dans_tous_les_cas(ccfi: Inscription) -> None:
    """The mark that binds a creation link is given to who gets no link too."""
    await peupler()
    for surcharge in ({}, {"reference": "ABCDEFGH"}, {"courriel": CAMILLE}):
        async with ouvrir_echange(ccfi) as navigateur:
            envoyee = await navigateur.soumettre("/compte/creation", CREATION | surcharge)
            poses = [pose.split("=")[0] for pose in envoyee.headers.get_list("set-cookie")]
            assert poses == ["appareil"]
            assert len(navigateur.client.cookies["appareil"]) == 22

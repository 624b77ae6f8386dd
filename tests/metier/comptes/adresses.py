"""What the tests of a change of login address share: two people, a mailbox to read, links that one follows."""

import json
from dataclasses import dataclass

from app.base import lignes, transaction, valeur
from app.metier.comptes import adresse, annulation, sessions
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.comptes.tables import Jeton
from tests import personnages

CAMILLE = "camille.martin@example.fr"
NOUVELLE = "camille.nouvelle@example.fr"
AUTRE = "camille.troisieme@example.fr"
VOISIN = "lea@exemple.fr"


@dataclass(frozen=True, slots=True)
class Connecte:
    """An account with an open session."""

    compte: int
    session: int
    jeton: str

    async def demander(self, nouveau: str = NOUVELLE) -> None:
        """What is done once the proofs were given."""
        async with transaction():
            await adresse.enregistrer(self.compte, self.session, nouveau)


async def connecter(compte: int) -> Connecte:
    jeton = await sessions.ouvrir(compte)
    return Connecte(compte, int(await valeur("SELECT max(id) FROM session")), jeton)


async def camille() -> Connecte:
    personne = await personnages.camille()
    assert personne.compte is not None
    return await connecter(personne.compte.id)


async def voisin() -> Connecte:
    personne = await personnages.personnage("00099", "VOISINAA", "VOISIN", "LEA", VOISIN, avec_compte=True)
    assert personne.compte is not None
    return await connecter(personne.compte.id)


async def boites() -> list[tuple[str, str]]:
    """Model and addressee of every mail, in order."""
    return [
        (lu["modele"], lu["destinataire"])
        for lu in await lignes("SELECT modele, destinataire FROM courriel ORDER BY id")
    ]


async def lien(modele: str, destinataire: str) -> str:
    """The token of the newest mail of this model to this address."""
    donnees = await valeur(
        "SELECT donnees FROM courriel WHERE modele = $1 AND destinataire = $2 ORDER BY id DESC LIMIT 1",
        modele, destinataire,
    )  # fmt: skip
    assert donnees is not None
    return valeur_du_jeton(await valeur("SELECT id FROM jeton WHERE id = $1::uuid", json.loads(donnees)["jeton"]))


async def confirmation(nouvelle: str = NOUVELLE) -> Jeton:
    lu = await adresse.lire_lien(await lien("adresse_confirmation", nouvelle))
    assert lu is not None
    return lu


async def retour(ancienne: str = CAMILLE, modele: str = "adresse_demandee") -> Jeton:
    lu = await annulation.lire_lien(await lien(modele, ancienne))
    assert lu is not None
    return lu


async def login(compte: int) -> str:
    return str(await valeur("SELECT courriel FROM compte WHERE id = $1", compte))

"""What several tests of this door do: read a mailbox, follow its link, compare two answers."""

import json
import re
from datetime import UTC, datetime

import httpx

from app.base import ligne, valeur
from app.metier.comptes.appareils import Appareil
from app.metier.comptes.jetons import valeur_du_jeton
from tests.outils.echange import Echange
from tests.personnages import MOT_DE_PASSE

CAMILLE = "camille.martin@example.fr"
BOITE = "dupont59@gmail.com"
CREATION = {
    "courriel": BOITE,
    "mot_de_passe": MOT_DE_PASSE,
    "confirmation": MOT_DE_PASSE,
    "nom": "DUPONT",
    "reference": "PSEMCSMJ",
}


async def dernier_courriel() -> tuple[str, str]:
    """Model and token of the newest mail."""
    lu = await ligne("SELECT modele, donnees FROM courriel ORDER BY id DESC LIMIT 1")
    assert lu is not None
    numero = json.loads(lu["donnees"])["jeton"]
    return lu["modele"], valeur_du_jeton(await valeur("SELECT id FROM jeton WHERE id = $1::uuid", numero))


def navigateur_connu(marque: str = "le sien") -> Appareil:
    """A browser whose seal is younger than any password."""
    return Appareil(marque, datetime(2100, 1, 1, tzinfo=UTC))


async def connecter(
    echange: Echange, identifiant: str = CAMILLE, mdp: str = MOT_DE_PASSE, **champs: str
) -> httpx.Response:
    """Sign in by the form."""
    return await echange.soumettre("/connexion", {"identifiant": identifiant, "mot_de_passe": mdp} | champs)


def neutre(reponse: httpx.Response) -> tuple[int, list[tuple[str, str]], str]:
    """An answer without what is random in every one: the form's proof and the visitor's cookie."""
    texte = re.sub(r'(name="jeton_csrf" value=")[^"]+', r"\1", reponse.text)
    entetes = [
        (nom, re.sub(r"=[^;]{20,}", "=", contenu) if nom == "set-cookie" else contenu)
        for nom, contenu in reponse.headers.multi_items()
    ]
    return reponse.status_code, entetes, texte

"""Guessing: the references of a bill, then one account's password, with all the patience that a clock can be given."""

import secrets
from collections.abc import Awaitable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from structlog.testing import capture_logs

from app.base import Inscription, executer, lignes, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.comptes.creation import References, demander_par_references
from app.metier.limites import TropDEssais, prendre
from tests import personnages
from tests.compte.outils import navigateur_connu
from tests.personnages import MOT_DE_PASSE

CAMILLE = "camille.martin@example.fr"
HEURE = timedelta(hours=1)
PAR_HEURE = 300
LETTRES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


async def entendu(essai: Awaitable[object]) -> bool:
    """Tell whether the try was judged."""
    try:
        await essai
    except TropDEssais:
        return False
    return True


def au_hasard() -> str:
    """Eight letters, as an identifiant portail."""
    return "".join(secrets.choice(LETTRES) for _ in range(8))


async def deux_cents_noms() -> list[str]:
    """Residents whose names the guesser has read on letter boxes."""
    noms = [f"NOM{chr(65 + rang // 26)}{chr(65 + rang % 26)}" for rang in range(200)]
    await executer(
        "INSERT INTO abonne (code_usager, identifiant_portail, nom, nom_plie) "
        "SELECT 'X' || n, i, n, lower(n) FROM unnest($1::text[], $2::text[]) x (n, i)",
        noms, [au_hasard() for _ in noms],
    )  # fmt: skip
    return noms


async def deviner(noms: list[str], rang: int) -> bool:
    """One guess: a name that exists, letters at random, from one of a thousand addresses."""
    essai = References(f"x{rang}@example.fr", "x", noms[rang % len(noms)], au_hasard())
    return await entendu(demander_par_references(essai, adresse=f"198.{rang % 1000 // 250}.100.{rang % 250}"))


def au_plus_par_heure(instants: list[datetime]) -> int:
    """The most that any hour holds, wherever it begins."""
    return max(sum(1 for i in instants if d <= i < d + HEURE) for d in instants)


async def rien_n_est_sorti() -> bool:
    """No link, no mail, no account."""
    return not any([await valeur(f"SELECT count(*) FROM {table}") for table in ("jeton", "courriel", "compte")])


async def test_la_trois_cent_unieme_reference_de_l_heure_n_est_pas_jugee(ccfi: Inscription) -> None:
    """Whatever the names and addresses, the limit of all together holds, says so in the log, and opens again."""
    noms = await deux_cents_noms()
    dupont = await personnages.dupont()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge, capture_logs() as dits:
        for _ in range(PAR_HEURE - 5):
            await prendre(plafonds.REFERENCES_TOUS, "")
        assert [await deviner(noms, rang) for rang in range(8)] == [True] * 5 + [False] * 3
        assert [(dit["event"], dit["plafond"]) for dit in dits] == [("limite_atteinte", "references:tous")]
        assert await rien_n_est_sorti()
        horloge.shift(HEURE)
        await demander_par_references(
            References(dupont.courriel, MOT_DE_PASSE, "DUPONT", "PSEMCSMJ"), adresse="192.0.2.1"
        )
    assert await valeur("SELECT count(*) FROM courriel") == 1


@pytest.mark.lent
async def test_cent_mille_references_de_mille_adresses(ccfi: Inscription) -> None:
    """100 000 guesses in three hours, against 200 known names: 300 judged in any hour, none right, alerts written."""
    noms, juges = await deux_cents_noms(), []
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge, capture_logs() as dits:
        for rang in range(100_000):
            if await deviner(noms, rang):
                juges.append(maintenant())
            horloge.shift(timedelta(milliseconds=108))
    assert 600 <= len(juges) <= 4 * PAR_HEURE
    assert au_plus_par_heure(juges) <= PAR_HEURE
    assert await rien_n_est_sorti()
    assert "references:tous" in {dit["plafond"] for dit in dits}


async def test_mille_mots_de_passe_sur_un_compte_en_un_jour(ccfi: Inscription) -> None:
    """From a thousand addresses: 25 judged, longer and longer apart; the owner is told, and still gets in at home."""
    await personnages.camille()
    juges = []
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for rang in range(1000):
            faux = Essai(CAMILLE, f"Faux{rang}passe@", f"198.{rang // 250}.100.{rang % 250}")
            if await entendu(reconnaitre(faux)):
                juges.append(maintenant())
            if rang % 100 == 99:
                chez_elle = Essai(CAMILLE, MOT_DE_PASSE, "192.0.2.1", appareil=navigateur_connu())
                assert await reconnaitre(chez_elle) is not None
            horloge.shift(timedelta(days=1) / 1000)
    ecarts = [apres - avant for avant, apres in pairwise(juges)]
    assert 20 <= len(juges) <= 25
    assert ecarts[4] >= timedelta(minutes=1)
    assert ecarts[4:12] == sorted(ecarts[4:12])
    assert max(ecarts) >= HEURE
    avis = await lignes("SELECT modele, destinataire FROM courriel")
    assert [tuple(avi) for avi in avis] == [("essais_refuses", CAMILLE)]

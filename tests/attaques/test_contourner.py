"""Getting round the limits: forged hops, several processes, a restart, many addresses of one line, other spellings."""

import asyncio
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from app.base import Inscription
from app.metier.comptes import plafonds
from app.metier.comptes.connexion import Essai, reconnaitre
from app.metier.limites import TropDEssais
from app.reglages import imposer, reglages
from tests import personnages
from tests.outils.echange import Echange
from tests.personnages import MOT_DE_PASSE

RACINE = Path(__file__).resolve().parents[2]
CAMILLE = "camille.martin@example.fr"
DEMANDES = plafonds.DEMANDES_ADRESSE.essais


@pytest.fixture
def derriere_un_mandataire() -> Iterator[None]:
    """One proxy of ours writes the last hop."""
    presents = reglages()
    imposer(replace(presents, mandataires=1))
    yield
    imposer(presents)


async def entendues(echange: Echange, sauts: list[str], chemin: str = "/mot-de-passe") -> int:
    """How many forms were heard, each with its own X-Forwarded-For."""
    await echange.get(chemin)
    jeton, codes = echange.jeton(), []
    for rang, saut in enumerate(sauts):
        champs = {"jeton_csrf": jeton, "courriel": f"p{rang}@example.fr"}
        champs |= {"identifiant": f"p{rang}@example.fr", "mot_de_passe": "Faux2passe@"}
        reponse = await echange.client.post(chemin, data=champs, headers={"X-Forwarded-For": saut})
        codes.append(reponse.status_code)
    assert set(codes) <= {303, 422, 429}
    return len(codes) - codes.count(429)


async def test_des_relais_inventes_ne_donnent_pas_un_essai_de_plus(
    echange: Echange, derriere_un_mandataire: None
) -> None:
    """What stands left of the hop that our proxy wrote is the visitor's own word."""
    sauts = [f"10.0.{rang}.1, 172.16.0.{rang}, 198.51.100.9" for rang in range(DEMANDES + 20)]
    assert await entendues(echange, sauts) == DEMANDES
    assert await entendues(echange, ["198.51.100.9, 198.51.100.10"]) == 1  # another visitor is heard


async def test_sans_mandataire_l_entete_ne_compte_pas(echange: Echange) -> None:
    sauts = [f"198.51.{rang}.1" for rang in range(DEMANDES + 20)]
    assert await entendues(echange, sauts) == DEMANDES


async def test_toutes_les_adresses_d_une_ligne_ipv6_sont_un_visiteur(
    echange: Echange, derriere_un_mandataire: None
) -> None:
    sauts = [f"2001:db8:1:2:{rang:x}::{rang:x}" for rang in range(DEMANDES + 20)]
    assert await entendues(echange, sauts) == DEMANDES
    assert await entendues(echange, ["2001:db8:1:3::1"]) == 1


@pytest.mark.lent
async def test_mille_relais_inventes_devant_la_connexion(echange: Echange, derriere_un_mandataire: None) -> None:
    """1 000 forged hops within the hour, an account each: the address has its 300 tries and not one more."""
    await echange.get("/connexion")
    jeton, entendus = echange.jeton(), 0
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for rang in range(1000):
            champs = {"jeton_csrf": jeton, "identifiant": f"p{rang}@example.fr", "mot_de_passe": "Faux2passe@"}
            sauts = {"X-Forwarded-For": f"10.{rang // 250}.{rang % 250}.7, 198.51.100.9"}
            reponse = await echange.client.post("/connexion", data=champs, headers=sauts)
            entendus += reponse.status_code == 422
            horloge.shift(timedelta(seconds=3))
    assert entendus == plafonds.CONNEXION_ADRESSE.essais == 300


@pytest.mark.parametrize(
    "ecrites",
    [
        [CAMILLE, CAMILLE.upper(), "Camille.Martin@Example.FR", f" {CAMILLE} ", "ＣAMILLE.martin@example.fr"],
        ["camille.martin+1@example.fr", "camille.martin+2@example.fr", "camillemartin@example.fr"],
    ],
)
async def test_une_autre_ecriture_de_l_adresse_ne_donne_pas_d_essai_de_plus(
    ccfi: Inscription, ecrites: list[str]
) -> None:
    """Letter case is the same account; an alias or dots are another one, which Camille's password does not open."""
    await personnages.camille()
    juges = 0
    for rang in range(40):
        ecrite = ecrites[rang % len(ecrites)]
        juste = MOT_DE_PASSE if "+" in ecrite or "camillemartin" in ecrite else "Faux2passe@"
        try:
            assert await reconnaitre(Essai(ecrite, juste, f"198.51.100.{rang}")) is None
        except TropDEssais:
            continue
        juges += 1
    comptes = len({Essai(ecrite, "", "").cle for ecrite in ecrites})
    assert juges == 5 * comptes


async def _processus(inscription: Inscription, combien: int) -> int:
    """The tries that another process was heard for."""
    lance = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.attaques.essayeur", inscription.dsn, inscription.cle.hex(), str(combien),
        "192.0.2.77", cwd=RACINE, stdout=asyncio.subprocess.PIPE, env=os.environ,
    )  # fmt: skip
    sortie, _ = await lance.communicate()
    assert lance.returncode == 0
    return int(sortie)


async def test_deux_processus_puis_un_redemarrage_comptent_ensemble(base_reelle: Inscription) -> None:
    """Two processes at once share the 60 tries of an address to the last one; one started afterwards has none."""
    ensemble = await asyncio.gather(*(_processus(base_reelle, 50) for _ in range(2)))
    assert sum(ensemble) == DEMANDES == 60
    assert await _processus(base_reelle, 10) == 0

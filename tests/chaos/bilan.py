"""After the storm: what the Treasury accepted against what the books hold."""

import asyncio
from dataclasses import dataclass, fields
from typing import Any

import httpx

from app.base import executer, lignes, valeur
from app.encaissement import verifier_les_dus
from app.metier.calendrier import maintenant
from app.metier.verification import verifier
from tests.chaos.terrain import Terrain


@dataclass(frozen=True, slots=True)
class Bilan:
    """The figures of a run. All from `perdus` on must be 0."""

    coups: int
    vies: int
    operations: int
    payees: int
    accuses: int
    regles_avant_l_ouvrier: int
    ouvertures_sans_suite: int
    perdus: int
    doubles: int
    recus_manquants: int
    breches: int

    def texte(self) -> str:
        """One line each."""
        return "\n".join(f"{champ.name:24} {getattr(self, champ.name):>6}" for champ in fields(self))

    @property
    def est_bon(self) -> bool:
        """Nothing lost, nothing twice."""
        return not (self.perdus or self.doubles or self.recus_manquants or self.breches)


async def apaiser(terrain: Terrain) -> None:
    """Let the notifications end: each goes on until it is answered 200."""
    for _ in range(200):
        if not [une for une in await transactions(terrain) if une["resultrans"] and "200" not in une["notifications"]]:
            return
        await asyncio.sleep(0.2)


async def transactions(terrain: Terrain) -> list[dict[str, Any]]:
    """The Treasury's book."""
    reponse: httpx.Response = await terrain.http.get(f"{terrain.tresor}/simulateur/transactions.json", timeout=60)
    lues: list[dict[str, Any]] = reponse.json()
    return lues


async def _rattraper() -> None:
    """One round of the worker over all that is still followed: it must be enough, for nobody else holds an attempt."""
    await executer(
        "UPDATE paiement SET prochaine_verification_le = $1 WHERE prochaine_verification_le IS NOT NULL", maintenant()
    )
    while await verifier_les_dus():
        pass


async def dresser_le_bilan(terrain: Terrain, coups: int) -> Bilan:
    """End the server, run the worker's check on all that is still open, then compare.

    The server's own worker claims attempts too, for two minutes: alive, or its connections still open, it would be
    asking about some while their ledger is read here.
    """
    await terrain.arreter()
    await terrain.attendre_le_silence()
    toutes = await transactions(terrain)
    payees = {str(une["idop"]) for une in toutes if une["resultrans"] in ("P", "V")}
    avant = await valeur("SELECT count(*) FROM reglement")
    await _rattraper()
    regles = [lue["idop"] for lue in await lignes("SELECT idop FROM reglement")]
    recus = {
        lue["idop"]
        for lue in await lignes(
            "SELECT p.idop FROM courriel c JOIN paiement p ON c.cause = 'paiement_recu:' || p.id "
            "WHERE c.modele = 'paiement_recu'"
        )
    }
    return Bilan(
        coups=coups,
        vies=terrain.vies,
        operations=len(toutes),
        payees=len(payees),
        accuses=sum(str(une["notifications"]).count("'200'") for une in toutes),
        regles_avant_l_ouvrier=avant,
        ouvertures_sans_suite=await valeur("SELECT count(*) FROM paiement WHERE idop IS NULL"),
        perdus=len(payees - set(regles)),
        doubles=len(regles) - len(set(regles)),
        recus_manquants=len(payees - recus),
        breches=len(await verifier()),
    )

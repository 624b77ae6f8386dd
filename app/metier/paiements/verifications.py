"""Who may ask PayFiP about an attempt, and when: bounded by attempt, claimed once, never forgotten."""

from dataclasses import dataclass
from datetime import timedelta

from app.base import executer, ligne, lignes
from app.metier.calendrier import maintenant
from app.metier.paiements.delais import apres_panne
from app.metier.paiements.passages import DEFINITIFS
from app.metier.paiements.tables import EtatPaiement

BAIL = timedelta(minutes=2)
"""A worker that died leaves its attempts to the others after this."""
_DEFINITIFS = sorted(etat.value for etat in DEFINITIFS)


@dataclass(frozen=True, slots=True)
class Verification:
    """An attempt to ask about."""

    id: int
    idop: str | None
    etat: EtatPaiement

    @property
    def est_definitive(self) -> bool:
        """Nothing more can be learnt."""
        return self.etat in DEFINITIFS


async def trouver(idop: str) -> Verification | None:
    """The attempt of this idOp."""
    lue = await ligne("SELECT id, idop, etat FROM paiement WHERE idop = $1", idop)
    return Verification(lue["id"], lue["idop"], EtatPaiement(lue["etat"])) if lue else None


async def demander_la_parole(paiement: int) -> bool:
    """The right to ask now, given to one caller: every two seconds at most, every minute from the tenth time on."""
    prise = await ligne(
        "UPDATE paiement SET verifie_le = $2, verifications = verifications + 1 "
        "WHERE id = $1 AND etat <> ALL($3::text[]) AND (verifie_le IS NULL OR verifie_le <= "
        "$2::timestamptz - CASE WHEN verifications < 10 THEN interval '2 s' ELSE interval '60 s' END) RETURNING id",
        paiement, maintenant(), _DEFINITIFS,
    )  # fmt: skip
    return prise is not None


async def faire_verifier_bientot(paiement: int) -> None:
    """Someone says that there is news, but PayFiP was asked just now: the worker asks in some seconds."""
    await executer(
        "WITH bientot AS (SELECT id, greatest($2::timestamptz + interval '5 s', verifie_le + CASE "
        "WHEN verifications < 10 THEN interval '5 s' ELSE interval '60 s' END) AS a FROM paiement WHERE id = $1) "
        "UPDATE paiement p SET prochaine_verification_le = b.a FROM bientot b WHERE p.id = b.id "
        "AND p.etat <> ALL($3::text[]) AND (p.prochaine_verification_le IS NULL OR p.prochaine_verification_le > b.a)",
        paiement, maintenant(), _DEFINITIFS,
    )  # fmt: skip


async def a_verifier(nombre: int = 20) -> list[Verification]:
    """Claim due attempts: no other worker gets them before `BAIL` is over."""
    instant = maintenant()
    prises = await lignes(
        "UPDATE paiement SET prochaine_verification_le = $2, verifie_le = $1, verifications = verifications + 1 "
        "WHERE id IN (SELECT id FROM paiement WHERE prochaine_verification_le <= $1 "
        "ORDER BY prochaine_verification_le LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id, idop, etat",
        instant, instant + BAIL, nombre,
    )  # fmt: skip
    return [Verification(prise["id"], prise["idop"], EtatPaiement(prise["etat"])) for prise in prises]


async def noter_panne(paiement: int) -> None:
    """PayFiP did not answer: ask again later, and later still."""
    lue = await ligne("UPDATE paiement SET echecs = echecs + 1 WHERE id = $1 RETURNING echecs", paiement)
    if lue is not None:
        await executer(
            "UPDATE paiement SET prochaine_verification_le = $2 WHERE id = $1 AND etat <> ALL($3::text[])",
            paiement, apres_panne(lue["echecs"], maintenant()), _DEFINITIFS,
        )  # fmt: skip

"""Signed-in browsers: a new token each time, its SHA-256 at rest, and closing that wins over everything."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from app.base import executer, ligne, lignes, valeur
from app.metier.calendrier import maintenant
from app.metier.chiffre import condenser

INACTIVITE = timedelta(minutes=30)
DUREE = timedelta(hours=12)
DUREE_LONGUE = timedelta(days=30)
ATTENTE = timedelta(minutes=10)
"""How long a password alone waits for its code."""
SESSIONS_MAX = 20
"""Open at once for one account; the oldest give way."""


@dataclass(frozen=True, slots=True)
class Attente:
    """A browser that gave the password and owes the second factor: it opens nothing."""

    session: int
    compte: int
    courriel: str
    rester_connecte: bool
    appareil: str


async def ouvrir(compte: int, *, rester_connecte: bool = False, appareil: str = "", navigateur: str = "") -> str:
    """Open a session in the caller's transaction; the token goes to the browser and nowhere else."""
    jeton, instant = secrets.token_urlsafe(32), maintenant()
    await executer(
        "INSERT INTO session (empreinte, compte, rester_connecte, appareil, navigateur, ouverte_le, vue_le, expire_le) "
        "VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
        condenser(jeton), compte, rester_connecte, appareil, navigateur, instant,
        instant + (DUREE_LONGUE if rester_connecte else DUREE),
    )  # fmt: skip
    await _ecarter_les_plus_anciennes(compte)
    return jeton


async def attendre(compte: int, *, rester_connecte: bool, appareil: str, navigateur: str) -> str:
    """A session that waits for the second factor, in the caller's transaction. It pushes no open one out."""
    jeton, instant = secrets.token_urlsafe(32), maintenant()
    await executer(
        "INSERT INTO session (empreinte, compte, rester_connecte, a_prouver, appareil, navigateur, ouverte_le, vue_le, "
        "expire_le) VALUES ($1, $2, $3, true, $4, $5, $6, $6, $7)",
        condenser(jeton), compte, rester_connecte, appareil, navigateur, instant, instant + ATTENTE,
    )  # fmt: skip
    return jeton


async def lire_attente(jeton: str) -> Attente | None:
    """The wait of this token if it is not over. One found over is closed: a clock set back does not bring it back."""
    instant = maintenant()
    lue = await ligne(
        "SELECT s.id AS session, s.compte, c.courriel, s.rester_connecte, s.appareil "
        "FROM session s JOIN compte c ON c.id = s.compte WHERE s.empreinte = $1 AND s.a_prouver "
        "AND s.fermee_le IS NULL AND s.expire_le > $2 AND c.ferme_le IS NULL",
        condenser(jeton), instant,
    )  # fmt: skip
    if lue is None:
        await executer(
            "UPDATE session SET fermee_le = $2 WHERE empreinte = $1 AND a_prouver AND fermee_le IS NULL",
            condenser(jeton), instant,
        )  # fmt: skip
        return None
    return Attente(**dict(lue))


async def achever(attente: Attente) -> str | None:
    """Open the session whose second factor was given: a new token, and its time begins now. None when it is over."""
    jeton, instant = secrets.token_urlsafe(32), maintenant()
    ouverte = await ligne(
        "UPDATE session SET a_prouver = false, empreinte = $2, ouverte_le = $3, vue_le = $3, expire_le = $4 "
        "WHERE id = $1 AND a_prouver AND fermee_le IS NULL AND expire_le > $3 RETURNING id",
        attente.session, condenser(jeton), instant, instant + (DUREE_LONGUE if attente.rester_connecte else DUREE),
    )  # fmt: skip
    await _ecarter_les_plus_anciennes(attente.compte)
    return jeton if ouverte else None


async def renouveler(session: int) -> str | None:
    """A new token for the same session, after its rights rose or its password changed; None when it is over."""
    jeton = secrets.token_urlsafe(32)
    faite = await ligne(
        "UPDATE session SET empreinte = $2 WHERE id = $1 AND fermee_le IS NULL RETURNING id", session, condenser(jeton)
    )
    return jeton if faite else None


async def est_ouverte(session: int) -> bool:
    """Whether nobody has ended it."""
    return bool(await valeur("SELECT fermee_le IS NULL FROM session WHERE id = $1", session))


async def est_longue(session: int) -> bool:
    """Whether its owner asked to stay signed in."""
    return bool(await valeur("SELECT rester_connecte FROM session WHERE id = $1", session))


async def fermer(jeton: str) -> int | None:
    """End the session of this token; the account it was of, None when it was over already."""
    fermee = await ligne(
        "UPDATE session SET fermee_le = $2 WHERE empreinte = $1 AND fermee_le IS NULL RETURNING compte",
        condenser(jeton), maintenant(),
    )  # fmt: skip
    return None if fermee is None else int(fermee["compte"])


async def fermer_les_autres(compte: int, *, sauf: int | None = None) -> int:
    """End the account's sessions but one; how many there were. They die at their next request."""
    fermees = await lignes(
        "UPDATE session SET fermee_le = $2 WHERE compte = $1 AND fermee_le IS NULL AND id IS DISTINCT FROM $3 "
        "RETURNING id",
        compte, maintenant(), sauf,
    )  # fmt: skip
    return len(fermees)


async def choisir_contrat(session: int, contrat: int) -> bool:
    """Put a contrat in view; False when the session is over or the contrat is not its account's."""
    choisie = await valeur(
        "UPDATE session s SET contrat = $2, abonne = NULL WHERE s.id = $1 AND s.fermee_le IS NULL AND EXISTS ("
        "SELECT FROM contrat k JOIN rattachement r ON r.abonne = k.abonne "
        "WHERE k.id = $2 AND r.compte = s.compte AND (r.jusque_le IS NULL OR r.jusque_le > $3)) RETURNING s.id",
        session, contrat, maintenant(),
    )  # fmt: skip
    return choisie is not None


async def choisir_abonne(session: int, abonne: int) -> bool:
    """Put an abonné without contrat in view; False when the session is over or the abonné is not its account's."""
    choisie = await valeur(
        "UPDATE session s SET contrat = NULL, abonne = $2 WHERE s.id = $1 AND s.fermee_le IS NULL AND EXISTS ("
        "SELECT FROM rattachement r WHERE r.abonne = $2 AND r.compte = s.compte "
        "AND (r.jusque_le IS NULL OR r.jusque_le > $3)) RETURNING s.id",
        session, abonne, maintenant(),
    )  # fmt: skip
    return choisie is not None


async def _ecarter_les_plus_anciennes(compte: int) -> None:
    await executer(
        "UPDATE session SET fermee_le = $2 WHERE fermee_le IS NULL AND NOT a_prouver AND compte = $1 AND id NOT IN "
        "(SELECT id FROM session WHERE compte = $1 AND fermee_le IS NULL AND NOT a_prouver ORDER BY ouverte_le DESC, "
        "id DESC LIMIT $3)",
        compte, maintenant(), SESSIONS_MAX,
    )  # fmt: skip

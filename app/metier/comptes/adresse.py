"""A new login address: asked for with the password, confirmed from the new mailbox, then in force."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from app.base import executer, ligne, point_de_reprise, transaction, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds, sessions
from app.metier.comptes.changement import SessionFinie, perimer_les_liens, verrouiller
from app.metier.comptes.creation import LienPerime, permise
from app.metier.comptes.jetons import DUREES, consommer, emettre, lire_jeton
from app.metier.comptes.proprietaires import Titulaire, titulaire
from app.metier.comptes.silence import en_silence
from app.metier.comptes.tables import Jeton, NatureJeton
from app.metier.courriels import adresse as courriels
from app.metier.erreurs import RegleRefusee
from app.metier.plis import plier_courriel
from app.metier.suivi import Acteur, journaliser

PRISE = "Cette adresse est déjà celle d’un autre espace. Écrivez au service de gestion des déchets."


@dataclass(frozen=True, slots=True)
class ChangementAttendu:
    """A change that is not in force yet."""

    nouveau: str
    demande_le: datetime
    est_confirme: bool

    @property
    def expire_le(self) -> datetime:
        """Until when the new address may be confirmed."""
        return self.demande_le + DUREES[NatureJeton.COURRIEL]


async def en_attente(compte: int) -> ChangementAttendu | None:
    """The change that the account waits for."""
    lue = await ligne(
        "SELECT nouveau, demande_le, confirme_le IS NOT NULL AS est_confirme FROM changement_courriel "
        "WHERE compte = $1 AND applique_le IS NULL AND annule_le IS NULL "
        "AND (confirme_le IS NOT NULL OR demande_le > $2) ORDER BY id DESC LIMIT 1",
        compte, maintenant() - DUREES[NatureJeton.COURRIEL],
    )  # fmt: skip
    return None if lue is None else ChangementAttendu(**dict(lue))


async def enregistrer(compte: int, session: int, nouveau: str) -> None:
    """Let a new address wait for its confirmation, in the caller's transaction; the proofs are `demande_adresse`'s.

    The same work whether the address has an account or not. Raises `SessionFinie` when the session ended meanwhile.
    """
    present = await verrouiller(compte)
    if present is None or not await sessions.est_ouverte(session):
        raise SessionFinie
    await _clore(compte)
    changement = await _ouvrir(compte, present, nouveau)
    permis = await permise(plafonds.CHANGEMENTS_BOITE, nouveau, garder=True)
    autre = await titulaire(nouveau)
    await _ecrire_a_la_nouvelle(compte, changement, nouveau, autre, permis=permis)
    retour = await _lien_de_retour(compte, changement, present)
    await courriels.demandee(present, retour, nouvelle=nouveau)
    await _tracer("adresse_demandee", compte, "Une nouvelle adresse de connexion est demandée", changement)


async def son_adresse(compte: int) -> str:
    """The account's login address."""
    return str(await valeur("SELECT courriel FROM compte WHERE id = $1", compte))


async def abandonner(compte: int) -> None:
    """Give up the change that is not in force yet; nothing when there is none."""
    async with transaction():
        if await verrouiller(compte) is not None and await _clore(compte):
            await _tracer("adresse_abandonnee", compte, "Le changement d’adresse de connexion est abandonné")


async def lire_lien(valeur_du_lien: str) -> Jeton | None:
    """The link to the new address, if it is good now."""
    return await lire_jeton(NatureJeton.COURRIEL, valeur_du_lien)


async def confirmer(jeton: Jeton, *, session: int | None = None) -> str | None:
    """Use the link up and put the address in force; the new token of `session`, where the owner is signed in.

    Raises `LienPerime`, and `RegleRefusee` when another account took the address.
    """
    async with transaction():
        if await verrouiller(jeton.compte) is None or not await consommer(jeton.id):
            raise LienPerime
        await executer("UPDATE changement_courriel SET confirme_le = $2 WHERE id = $1", jeton.changement, maintenant())
        await _tracer("adresse_confirmee", jeton.compte, "La nouvelle adresse est confirmée", jeton.changement)
        await appliquer(jeton.changement, sauf_session=session)
        return None if session is None else await sessions.renouveler(session)


async def appliquer(changement: int, *, sauf_session: int | None = None) -> None:
    """Put a confirmed change in force, in the caller's transaction; of the open sessions only `sauf_session` stays.

    Raises `LienPerime` when it is not to be, and `RegleRefusee` when another account took the address.
    """
    compte: int = await valeur("SELECT compte FROM changement_courriel WHERE id = $1", changement)
    ancien = await verrouiller(compte)
    lu = await ligne(
        "UPDATE changement_courriel SET applique_le = $2 WHERE id = $1 AND ancien = $3 AND confirme_le IS NOT NULL "
        "AND applique_le IS NULL AND annule_le IS NULL RETURNING nouveau",
        changement, maintenant(), ancien,
    )  # fmt: skip
    if ancien is None or lu is None:
        raise LienPerime
    await _clore(compte)
    await perimer_les_liens(compte)
    await nommer(compte, lu["nouveau"])
    await sessions.fermer_les_autres(compte, sauf=sauf_session)
    await courriels.changee(ancien, await _lien_de_retour(compte, changement, ancien), nouvelle=lu["nouveau"])
    await courriels.nouvelle(lu["nouveau"], changement)
    await _tracer("adresse_changee", compte, "L’adresse de connexion est changée", changement)


async def nommer(compte: int, courriel: str) -> None:
    """Make this address the login. Raises `RegleRefusee` when it is another account's, be that closed."""
    try:
        async with point_de_reprise():
            await executer(
                "UPDATE compte SET courriel = $2, courriel_plie = $3 WHERE id = $1",
                compte, courriel, plier_courriel(courriel),
            )  # fmt: skip
    except asyncpg.UniqueViolationError:
        raise RegleRefusee(PRISE) from None


async def _ouvrir(compte: int, ancien: str, nouveau: str) -> int:
    numero: int = await valeur(
        "INSERT INTO changement_courriel (compte, ancien, nouveau, demande_le) VALUES ($1, $2, $3, $4) RETURNING id",
        compte, ancien, nouveau, maintenant(),
    )  # fmt: skip
    return numero


async def _clore(compte: int) -> bool:
    """End the account's change that is not in force yet, and its link; whether there was one."""
    clos = await executer(
        "UPDATE changement_courriel SET annule_le = $2 WHERE compte = $1 AND applique_le IS NULL AND annule_le IS NULL",
        compte, maintenant(),
    )  # fmt: skip
    await executer(
        "UPDATE jeton SET consomme_le = $2 WHERE compte = $1 AND nature = $3 AND consomme_le IS NULL",
        compte, maintenant(), NatureJeton.COURRIEL.value,
    )  # fmt: skip
    return clos != "UPDATE 0"


async def _ecrire_a_la_nouvelle(
    compte: int, changement: int, nouveau: str, autre: Titulaire | None, *, permis: bool
) -> None:
    """The link to a free address, a word to the holder of a taken one; the work of both is done in both cases."""
    async with en_silence(garder=permis and autre is None):
        jeton = await emettre(NatureJeton.COURRIEL, courriel=nouveau, compte=compte, changement=changement)
        await courriels.confirmation(nouveau, jeton)
    async with en_silence(garder=permis and autre is not None):
        await courriels.prise(nouveau if autre is None else autre.courriel, changement)


async def _lien_de_retour(compte: int, changement: int, ancien: str) -> UUID:
    return await emettre(NatureJeton.COURRIEL_ANNULATION, courriel=ancien, compte=compte, changement=changement)


async def _tracer(acte: str, compte: int, phrase: str, changement: int | None = None) -> None:
    details = {} if changement is None else {"changement": changement}
    await journaliser(acte, f"compte:{compte}", phrase, acteur=Acteur.USAGER, auteur=compte, **details)

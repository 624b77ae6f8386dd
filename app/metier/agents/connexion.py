"""The first step of signing in: a password that opens nothing but the page of the second factor."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from app.base import ligne, transaction, valeur
from app.metier.agents import sessions
from app.metier.agents.appareils import nom_scelle
from app.metier.agents.creation import plier_identifiant
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.comptes.mots_de_passe import TropDeCalculs, a_son_tour, est_a_rafraichir, hacher, verifier
from app.metier.comptes.silence import au_meme_pas, en_silence
from app.metier.courriels import agents as courriels
from app.metier.limites import Plafond, prendre, rendre, rendus_si_non_juge
from app.metier.plis import plier_courriel
from app.metier.second_facteur import cle
from app.metier.second_facteur.porteurs import de_l_agent
from app.metier.suivi import journaliser

PAR_ADRESSE = Plafond("agent_adresse", essais=50, fenetre=timedelta(minutes=15), alerte=True)
PAR_AGENT = replace(plafonds.CONNEXION_COMPTE, nom="connexion:agent", alerte=True)
PAR_APPAREIL = replace(plafonds.CONNEXION_APPAREIL, nom="connexion:agent:appareil", alerte=True)
"""A browser that has proved a second factor has its own count: no stranger shuts the agent out of it."""
PAR_APPAREILS = replace(plafonds.CONNEXION_APPAREILS, nom="connexion:agent:appareils")


@dataclass(frozen=True, slots=True)
class Reconnu:
    """An agent whose password was right; `condensat` is the hash that says so."""

    agent: int
    condensat: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Vise:
    """Whom the typed text names: an agent by identifier or address, or nobody. Their tries count under one name."""

    nom: str
    agent: int | None
    courriel: str
    condensat: str | None = field(repr=False)

    @property
    def scelle(self) -> str:
        """As browsers know them; nobody is known to any."""
        return self.nom if self.agent is None or self.condensat is None else nom_scelle(self.agent, self.condensat)

    def freins(self, adresse: str, marque: str | None) -> tuple[tuple[Plafond, str], ...]:
        """The limits that a try counts against; the agent's comes last."""
        if marque is not None:
            return ((PAR_APPAREIL, f"{marque}:{self.nom}"), (PAR_APPAREILS, self.scelle))
        return ((PAR_ADRESSE, adresse), (PAR_AGENT, self.nom))


def _sans_marque(_: str) -> None:
    """A browser that nobody has seen."""


async def reconnaitre(
    identifiant: str, mot_de_passe: str, adresse: str, marque_connue: Callable[[str], str | None] = _sans_marque
) -> Reconnu | None:
    """The agent whom this identifier (or address) and this password name, else None; known or not, the same work.

    `marque_connue` gives the browser's mark if it has signed in under the name that it is given. Raises `TropDEssais`,
    and `TropDeCalculs` when too many sign in at once.
    """
    async with a_son_tour():
        vise = await _viser(identifiant)
        return await _juger(vise, mot_de_passe, vise.freins(adresse, marque_connue(vise.scelle)))


async def entrer(reconnu: Reconnu, *, ancienne: int | None = None) -> str | None:
    """Start the session that waits for the second factor; the one that the browser had ends.

    None when the password was changed, or the agent put aside, since they were recognised.
    """
    async with transaction():
        encore = await valeur(
            "SELECT id FROM agent WHERE id = $1 AND password = $2 AND active FOR NO KEY UPDATE",
            reconnu.agent, reconnu.condensat,
        )  # fmt: skip
        if encore is None:
            return None
        if ancienne is not None:
            await sessions.fermer(ancienne)
        await cle.preparer(de_l_agent(reconnu.agent))
        return await sessions.ouvrir(reconnu.agent)


async def _viser(identifiant: str) -> _Vise:
    plie = plier_courriel(identifiant)
    agent = await ligne(
        "SELECT id, email, password FROM agent WHERE (username = $1 OR email = $2) AND active "
        "ORDER BY username = $1 DESC LIMIT 1",
        plier_identifiant(identifiant), plie,
    )  # fmt: skip
    if agent is None:
        return _Vise(f"inconnu:{plie}", None, plie, None)
    return _Vise(de_l_agent(agent["id"]).nom, agent["id"], agent["email"], agent["password"])


async def _juger(vise: _Vise, mot_de_passe: str, freins: tuple[tuple[Plafond, str], ...]) -> Reconnu | None:
    for plafond, compte in freins:
        rang = await prendre(plafond, compte)
    async with rendus_si_non_juge(freins):
        est_juste = await verifier(vise.condensat, mot_de_passe)
    if not est_juste or vise.agent is None or vise.condensat is None:
        if rang == plafonds.AVIS_AU_RANG:
            await _avertir(vise, plafond)
        return None
    for plafond, compte in freins:
        await rendre(plafond, compte)
    return Reconnu(vise.agent, await _rafraichi(vise.agent, vise.condensat, mot_de_passe))


async def _rafraichi(agent: int, condensat: str, mot_de_passe: str) -> str:
    """The hash that the agent has now, made anew when its parameters are not today's."""
    if not est_a_rafraichir(condensat):
        return condensat
    with suppress(TropDeCalculs):  # another time
        neuf: str | None = await valeur(
            "UPDATE agent SET password = $2 WHERE id = $1 AND password = $3 RETURNING password",
            agent, await hacher(mot_de_passe), condensat,
        )  # fmt: skip
        return neuf or condensat
    return condensat


async def _avertir(vise: _Vise, plafond: Plafond) -> None:
    """Tell the agent that passwords are tried, by strangers or by known browsers; for nobody, the same work undone."""
    async with au_meme_pas(), transaction(), en_silence(garder=vise.agent is not None):
        cause = f"{plafond.nom}:{vise.nom}:{maintenant().date().isoformat()}"
        await courriels.essais_refuses(vise.courriel, essais=plafonds.AVIS_AU_RANG, cause=cause)
        await journaliser("essais_refuses", vise.nom, "Plusieurs mots de passe faux ont été essayés")

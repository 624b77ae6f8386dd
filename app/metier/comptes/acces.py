"""Who is signed in and what is in view: all that the frame of a page shows, in one statement."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import asyncpg

from app.base import executer, ligne, valeur
from app.metier.calendrier import aujourdhui, maintenant
from app.metier.comptes.sessions import INACTIVITE

SANS_CONTRAT = "sans abonnement"
PAS = timedelta(minutes=1)
"""`vue_le` is written at most this often."""


@dataclass(frozen=True, slots=True)
class ChoixContrat:
    """A contrat that the account may put in view, or an abonné that has none."""

    cle: str
    """What the chooser sends: the contrat's id, or « abonne- » and the abonné's."""
    reference: str
    libelle: str
    choisi: bool


@dataclass(frozen=True, slots=True)
class Acces:
    """A signed-in resident, with the abonné and the contrat in view."""

    session_id: int
    compte_id: int
    courriel: str
    abonne_id: int | None
    contrat_id: int | None
    nom_complet: str
    nom_court: str
    code_usager: str
    forfait: str
    souscrit_le: date | None
    termine_le: date | None
    adresse_habitation: str
    adresse_facturation: str
    contrats: tuple[ChoixContrat, ...]


ADRESSE = """(
    SELECT concat_ws(' ', nullif(numero, ''), nullif(ext, ''), nullif(rue, ''), nullif(ligne2, ''),
        'BÂT. ' || nullif(batiment, ''), 'ESC. ' || nullif(escalier, ''), 'APP. ' || nullif(appartement, ''),
        'ÉTG. ' || nullif(etage, ''), 'BP ' || nullif(bp, ''), nullif(code_postal, ''), nullif(ville, ''),
        nullif(complement_ville, ''), nullif(nullif(pays, 'FR'), ''))
    FROM adresse WHERE contrat = {contrat} AND usage = '{usage}' AND valable_au IS NULL)"""

LIRE = f"""
WITH s AS (
    SELECT s.id AS session_id, s.contrat AS prefere, s.abonne AS abonne_prefere, s.vue_le, c.id AS compte_id, c.courriel
    FROM session s JOIN compte c ON c.id = s.compte
    WHERE s.empreinte = $1 AND s.fermee_le IS NULL AND s.expire_le > $2 AND (s.rester_connecte OR s.vue_le > $3)
        AND NOT s.a_prouver AND c.ferme_le IS NULL
), choix AS (
    SELECT a.id AS abonne_id, a.code_usager, a.nom, a.prenom, a.raison_sociale, k.id AS contrat_id, k.reference,
        k.forfait, k.souscrit_le, k.termine_le, {ADRESSE.format(contrat="k.id", usage="habitation")} AS habitation,
        row_number() OVER (ORDER BY coalesce(k.id = s.prefere, a.id = s.abonne_prefere, false) DESC,
            k.id IS NULL, k.termine_le < $4 NULLS FIRST, r.depuis_le, k.reference, a.id) AS rang
    FROM s JOIN rattachement r ON r.compte = s.compte_id AND (r.jusque_le IS NULL OR r.jusque_le > $2)
    JOIN abonne a ON a.id = r.abonne LEFT JOIN contrat k ON k.abonne = a.id
)
SELECT s.session_id, s.vue_le, s.compte_id, s.courriel, v.*,
    {ADRESSE.format(contrat="v.contrat_id", usage="facturation")} AS facturation,
    (SELECT json_agg(json_build_array(contrat_id, reference, habitation, abonne_id, code_usager, prenom, nom,
        raison_sociale) ORDER BY code_usager, reference) FROM choix) AS contrats
FROM s LEFT JOIN choix v ON v.rang = 1
"""  # noqa: S608 -- our own fragments; values are bound


async def lire_acces(empreinte: str) -> Acces | None:
    """The session of this token's hash if it is good now. Being seen is written at most once a minute."""
    instant = maintenant()
    lue = await ligne(LIRE, empreinte, instant, instant - INACTIVITE, aujourdhui())
    if lue is None:
        await _finir(empreinte)
        return None
    if instant - lue["vue_le"] > PAS and not await _est_vue(lue["session_id"]):
        return None
    return _acces(lue)


async def _finir(empreinte: str) -> None:
    """A session found over is closed for good: a clock set back does not bring it to life again."""
    await executer(
        "UPDATE session SET fermee_le = $2 WHERE empreinte = $1 AND NOT a_prouver AND fermee_le IS NULL",
        empreinte,
        maintenant(),
    )


async def _est_vue(session: int) -> bool:
    """Write that the session lives; a session closed meanwhile stays closed."""
    vue = await valeur(
        "UPDATE session SET vue_le = $2 WHERE id = $1 AND fermee_le IS NULL RETURNING id", session, maintenant()
    )
    return vue is not None


def _acces(lue: asyncpg.Record) -> Acces:
    contrat = lue["contrat_id"]
    habitation = lue["habitation"] or ""
    nom = lue["nom"] or lue["raison_sociale"] or lue["courriel"]
    return Acces(
        session_id=lue["session_id"],
        compte_id=lue["compte_id"],
        courriel=lue["courriel"],
        abonne_id=lue["abonne_id"],
        contrat_id=contrat,
        nom_complet=f"{lue['prenom']} {nom}".strip() if lue["nom"] else nom,
        nom_court=nom,
        code_usager=lue["code_usager"] or "",
        forfait=lue["forfait"] or "",
        souscrit_le=lue["souscrit_le"],
        termine_le=lue["termine_le"],
        adresse_habitation=habitation,
        adresse_facturation=lue["facturation"] or habitation,
        contrats=_choix(json.loads(lue["contrats"] or "[]"), lue["abonne_id"], contrat),
    )


def _choix(lus: list[list[Any]], en_vue: int | None, contrat_en_vue: int | None) -> tuple[ChoixContrat, ...]:
    """What the chooser offers; its labels name the abonné where there are several."""
    plusieurs = len({lu[3] for lu in lus}) > 1
    choix = []
    for contrat, reference, lieu, abonne, code, *noms in lus:
        porteur = f"{_nom(*noms)} ({code})" if plusieurs else ""
        morceaux = (porteur, reference or SANS_CONTRAT, lieu)
        choix.append(
            ChoixContrat(
                cle=f"abonne-{abonne}" if contrat is None else str(contrat),
                reference=reference or "",
                libelle=" - ".join(filter(None, morceaux)),
                choisi=(abonne, contrat) == (en_vue, contrat_en_vue),
            )
        )
    return tuple(choix)


def _nom(prenom: str, nom: str, raison_sociale: str) -> str:
    return f"{prenom} {nom}".strip() if nom else raison_sociale

"""Accounts that nobody uses: their owner is warned, then they are erased, unless one of their abonnés says no."""

from datetime import datetime, timedelta

from app.base import executer, lignes, transaction
from app.metier.calendrier import maintenant
from app.metier.conservation.adresses import PERSONNE
from app.metier.courriels import donnees as courriels
from app.metier.suivi import journaliser

INACTIVITE = timedelta(days=3 * 365 + 1)
PREAVIS = timedelta(days=30)
PAR_TOUR = 500

USAGE = "greatest(c.cree_le, c.derniere_connexion_le, c.mot_de_passe_le, c.ferme_le)"
"""Last sign of life: making the account, signing in, choosing a password. A closed account counts from its closing."""

RETENU = """EXISTS (
    SELECT FROM rattachement r JOIN abonne a ON a.id = r.abonne
    WHERE r.compte = c.id AND a.retractation
        AND (r.jusque_le IS NULL OR r.jusque_le > $1 OR r.jusque_le >= c.ferme_le - interval '1 minute'))"""
"""One of its abonnés, open or taken by its closing, asked for no automatic erasure. $1 is this instant."""

LEVER = f"""
UPDATE compte c SET preavis_effacement_le = NULL
WHERE c.preavis_effacement_le IS NOT NULL AND c.efface_le IS NULL
    AND ({USAGE} > c.preavis_effacement_le OR {RETENU})
RETURNING id
"""  # noqa: S608 -- our own fragments; values are bound

PREVENIR = f"""
UPDATE compte SET preavis_effacement_le = $1 WHERE id IN (
    SELECT c.id FROM compte c
    WHERE c.ferme_le IS NULL AND c.preavis_effacement_le IS NULL AND {USAGE} < $2 AND NOT {RETENU}
    ORDER BY c.id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED)
RETURNING id, courriel
"""  # noqa: S608 -- as above

# A notice that still waits in the outbox warned nobody yet.
CHOISIR = f"""
SELECT c.id FROM compte c
WHERE c.efface_le IS NULL AND {USAGE} < $2 AND NOT {RETENU} AND (c.ferme_le IS NOT NULL OR (
    c.preavis_effacement_le <= $3 AND NOT EXISTS (
        SELECT FROM courriel m WHERE m.modele = 'effacement_annonce' AND m.etat = 'a_envoyer'
            AND m.destinataire = c.courriel)))
ORDER BY c.id LIMIT $4 FOR UPDATE SKIP LOCKED
"""  # noqa: S608 -- as above

# Judged anew once the rows are held: a choice written meanwhile counts.
ENCORE = f"""
SELECT c.id, c.courriel, c.ferme_le IS NULL AS est_ouvert FROM compte c WHERE c.id = ANY($2) AND NOT {RETENU}
"""  # noqa: S608 -- as above

SUPPRIMER = (
    "DELETE FROM session WHERE compte = ANY($1)",
    "DELETE FROM jeton WHERE compte = ANY($1) "
    "OR lower(courriel) IN (SELECT lower(courriel) FROM compte WHERE id = ANY($1))",
    "DELETE FROM code_secours WHERE compte = ANY($1)",
    "DELETE FROM changement_courriel WHERE compte = ANY($1)",
    "WITH e AS (DELETE FROM export_donnees WHERE compte = ANY($1) RETURNING document) "
    "DELETE FROM document WHERE id IN (SELECT document FROM e)",
)

# The receipts stay as they are: the books compare them with their payments (see `verification`).
# What has not left speaks of an account that is no more, by links that are dead: it does not leave.
RETIRER_SES_COURRIELS = """
DELETE FROM courriel m WHERE m.etat = 'a_envoyer' AND m.modele <> 'paiement_recu'
    AND lower(m.destinataire) IN (SELECT lower(courriel) FROM compte WHERE id = ANY($1))
"""
ANONYMISER_SES_COURRIELS = """
UPDATE courriel m SET destinataire = $2, donnees = '{}', cause = 'efface:' || m.id, erreur = ''
WHERE m.etat <> 'a_envoyer' AND m.modele <> 'paiement_recu'
    AND lower(m.destinataire) IN (SELECT lower(courriel) FROM compte WHERE id = ANY($1))
"""

ANONYMISER_LE_COMPTE = """
UPDATE compte SET courriel = 'efface-' || id || '@invalid', courriel_plie = 'efface-' || id || '@invalid',
    mot_de_passe = '', secret_totp = '', totp_prouve_le = NULL, totp_dernier_pas = NULL,
    ferme_le = coalesce(ferme_le, $2), preavis_effacement_le = NULL, efface_le = $2
WHERE id = ANY($1)
"""


async def lever_les_preavis() -> int:
    """Take back the notices of accounts that have been used since, or whose owner asked for no automatic erasure."""
    async with transaction():
        leves = await lignes(LEVER, maintenant())
        for leve in leves:
            await journaliser("effacement_leve", f"compte:{leve['id']}", "Le préavis d’effacement est levé")
    return len(leves)


async def prevenir_les_inactifs() -> int:
    """Tell the owners of accounts that will be three years old in silence a month from now."""
    instant = maintenant()
    async with transaction():
        prevenus = await lignes(PREVENIR, instant, instant - INACTIVITE + PREAVIS, PAR_TOUR)
        for prevenu in prevenus:
            await courriels.effacement_annonce(
                prevenu["courriel"], prevenu["id"], preavis_le=instant, efface_le=instant + PREAVIS
            )
            await journaliser(
                "effacement_annonce", f"compte:{prevenu['id']}", "L’effacement du compte inutilisé est annoncé"
            )
    return len(prevenus)


async def effacer_les_inactifs() -> int:
    """Erase accounts warned a month ago and still silent, and those closed for as long."""
    instant = maintenant()
    async with transaction():
        choisis = await lignes(CHOISIR, instant, instant - INACTIVITE, instant - PREAVIS, PAR_TOUR)
        comptes = await lignes(ENCORE, instant, [choisi["id"] for choisi in choisis])
        if comptes:
            await _effacer([compte["id"] for compte in comptes], instant)
        for compte in comptes:
            if compte["est_ouvert"]:
                await courriels.compte_efface(compte["courriel"], compte["id"])
            await journaliser("compte_efface", f"compte:{compte['id']}", "Le compte inutilisé est effacé")
    return len(comptes)


async def _effacer(comptes: list[int], instant: datetime) -> None:
    """What only the accounts needed goes; their row stays without a name, for what points at it."""
    await executer(RETIRER_SES_COURRIELS, comptes)
    await executer(ANONYMISER_SES_COURRIELS, comptes, PERSONNE)
    for requete in SUPPRIMER:
        await executer(requete, comptes)
    await executer(
        "UPDATE rattachement SET jusque_le = $2 WHERE compte = ANY($1) AND (jusque_le IS NULL OR jusque_le > $2)",
        comptes, instant,
    )  # fmt: skip
    await executer(ANONYMISER_LE_COMPTE, comptes, instant)

"""Links sent by mail: 256 bits, good once, until a deadline; the database keeps only their hash.

The token is an HMAC of the row's id under the collectivité's secret: the worker that writes the mail computes it again,
so that neither the table nor the outbox ever holds it.
"""

import base64
from datetime import timedelta
from uuid import UUID, uuid4

from app.base import executer, ligne
from app.metier.calendrier import maintenant
from app.metier.chiffre import condenser, signer
from app.metier.comptes.tables import Jeton, NatureJeton

DUREES = {
    NatureJeton.CREATION: timedelta(hours=24),
    NatureJeton.ACTIVATION: timedelta(hours=24),
    NatureJeton.MOT_DE_PASSE: timedelta(hours=1),
    NatureJeton.COURRIEL: timedelta(hours=24),
    NatureJeton.COURRIEL_ANNULATION: timedelta(hours=72),
    NatureJeton.SECOND_FACTEUR_ANNULATION: timedelta(hours=72),
}
ANNULATIONS = (NatureJeton.COURRIEL_ANNULATION, NatureJeton.SECOND_FACTEUR_ANNULATION)
"""The owner's ways back: neither a newer link nor a new password ends them, as a thief could make both."""


def valeur_du_jeton(id_jeton: UUID) -> str:
    """What stands in the link: 43 characters of base64url."""
    return base64.urlsafe_b64encode(signer("jeton", id_jeton.bytes)).rstrip(b"=").decode()


async def emettre(
    nature: NatureJeton,
    *,
    courriel: str,
    compte: int | None = None,
    abonne: int | None = None,
    changement: int | None = None,
    mot_de_passe: str = "",
    appareil: str = "",
) -> UUID:
    """Make a link in the caller's transaction; a newer one of the same kind to the same address ends the older ones.

    Not those for another abonné: anybody may ask with their own bill and the address of somebody else. Nor those of a
    change of address, as two accounts may ask for the same one; nor those that undo.
    """
    if changement is None and nature not in ANNULATIONS:
        await executer(
            "UPDATE jeton SET consomme_le = $1 WHERE nature = $2 AND lower(courriel) = lower($3) "
            "AND abonne IS NOT DISTINCT FROM $4 AND consomme_le IS NULL",
            maintenant(), nature.value, courriel, abonne,
        )  # fmt: skip
    numero = uuid4()
    await executer(
        "INSERT INTO jeton (id, nature, empreinte, compte, abonne, changement, courriel, mot_de_passe, appareil, "
        "cree_le, expire_le) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        numero, nature.value, condenser(valeur_du_jeton(numero)), compte, abonne, changement, courriel, mot_de_passe,
        appareil, maintenant(), maintenant() + DUREES[nature],
    )  # fmt: skip
    return numero


async def lire_jeton(nature: NatureJeton, valeur: str) -> Jeton | None:
    """The link if it is good now; looking does not use it. One seen too late stays so, whatever the clock does next."""
    instant = maintenant()
    bon = await Jeton.objects().get(
        (Jeton.empreinte == condenser(valeur))
        & (Jeton.nature == nature.value)
        & Jeton.consomme_le.is_null()
        & (Jeton.expire_le > instant)
    )
    if bon is None:
        await executer(
            "UPDATE jeton SET consomme_le = $2 WHERE empreinte = $1 AND expire_le <= $2 AND consomme_le IS NULL",
            condenser(valeur), instant,
        )  # fmt: skip
    return bon


async def consommer(id_jeton: UUID) -> bool:
    """Use the link up; False when another request was faster or it is too late."""
    ici = await ligne(
        "UPDATE jeton SET consomme_le = $2 WHERE id = $1 AND consomme_le IS NULL AND expire_le > $2 RETURNING id",
        id_jeton, maintenant(),
    )  # fmt: skip
    return ici is not None

"""What people write to the service that manages the bills."""

from datetime import timedelta

from app.base import transaction
from app.metier import courriels, limites
from app.metier.calendrier import aujourdhui
from app.metier.chiffre import condenser
from app.metier.suivi import Acteur, journaliser

HEURE = timedelta(hours=1)
PAR_COMPTE = limites.Plafond("contact_compte", 5, HEURE)
PAR_ADRESSE = limites.Plafond("contact_adresse", 20, HEURE)


async def ecrire_au_service(
    destinataire: str,
    *,
    nom: str,
    courriel: str,
    objet: str,
    message: str,
    compte: int | None,
    code_usager: str,
    ip: str,
) -> None:
    """Hand a message to the outbox, once: the same one sent again the same day adds nothing.

    Raises `TropDEssais` past five an hour for an account, twenty for an address.
    """
    await limites.prendre(PAR_ADRESSE, ip)
    if compte is not None:
        await limites.prendre(PAR_COMPTE, str(compte))
    numero = condenser("\0".join((nom, courriel, objet, message, aujourdhui().isoformat())))
    donnees = {
        "nom": nom, "repondre_a": courriel, "sujet": objet, "message": message.splitlines(), "code_usager": code_usager,
    }  # fmt: skip
    async with transaction():
        await courriels.ajouter("contact", destinataire, donnees, cause=f"contact:{numero}")
        await journaliser(
            "message_recu", f"contact:{numero[:12]}", "Un message a été adressé au service.",
            acteur=Acteur.USAGER if compte is not None else Acteur.PUBLIC, auteur=compte or "",
        )  # fmt: skip

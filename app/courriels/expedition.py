"""From the outbox to the mail server: at least once, always under the same Message-ID."""

from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import structlog
from aiosmtplib import SMTP, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from jinja2 import TemplateError

from app.base import inscription_courante
from app.courriels.composition import composer
from app.courriels.file import CourrielDu, noter_envoye, prendre, rebuter, remettre
from app.courriels.liens import avec_lien
from app.metier.profil import Profil, profil_courant
from app.reglages import reglages

journal = structlog.get_logger()
DELAI_SMTP = 10.0
"""Seconds for each exchange with the server (the library's own limit is 60)."""
PAR_FOURNEE = 50


async def envoyer_les_dus(limite: int = PAR_FOURNEE) -> int:
    """Send the due mails of the current collectivité over one connection; returns how many left."""
    courriels = await prendre(limite)
    if not courriels:
        return 0
    profil = await profil_courant()
    ecrits = [(c, m) for c in courriels if (m := await _ecrire(c, profil)) is not None]
    serveur = _serveur()
    try:
        await serveur.connect()
    except (SMTPException, OSError, TimeoutError) as panne:
        journal.warning("courrier_injoignable", nature=type(panne).__name__)
        for courriel, _ in ecrits:
            await remettre(courriel, "Serveur de courrier injoignable")
        return 0
    try:
        return sum([await _remettre_au_serveur(serveur, courriel, message) for courriel, message in ecrits])
    finally:
        serveur.close()


async def _ecrire(courriel: CourrielDu, profil: Profil) -> EmailMessage | None:
    """The mail, or None when it can never be written: it is put aside so that the others pass."""
    try:
        return composer(
            courriel.modele,
            avec_lien(courriel.modele, courriel.donnees),
            origine=inscription_courante().origine,
            expediteur=reglages().expediteur,
            nom_collectivite=profil.nom,
            courriel_contact=profil.courriel_contact,
            destinataire=courriel.destinataire,
            message_id=courriel.message_id,
            cree_le=courriel.cree_le,
        )
    except (ValueError, KeyError, TypeError, TemplateError) as faute:
        journal.error("courriel_impossible", courriel=courriel.id, nature=type(faute).__name__)
        await rebuter(courriel, f"Message impossible à écrire ({type(faute).__name__})")
        return None


async def _remettre_au_serveur(serveur: SMTP, courriel: CourrielDu, message: EmailMessage) -> bool:
    try:
        if not serveur.is_connected:
            await serveur.connect()
        await serveur.send_message(message)
    except SMTPRecipientsRefused as refus:
        await _refuse(courriel, max(r.code for r in refus.recipients))
    except SMTPResponseException as refus:
        await _refuse(courriel, refus.code)
    except (SMTPException, OSError, TimeoutError) as panne:
        serveur.close()
        await remettre(courriel, f"Échange interrompu ({type(panne).__name__})")
    else:
        await noter_envoye(courriel)
        return True
    return False


async def _refuse(courriel: CourrielDu, code: int) -> None:
    """4xx is for now, 5xx is for good (RFC 5321, section 4.2.1)."""
    if code >= 500:
        await rebuter(courriel, f"Refusé par le serveur de courrier (code {code})")
    else:
        await remettre(courriel, f"Remis à plus tard par le serveur de courrier (code {code})")


def _serveur() -> SMTP:
    adresse = urlsplit(reglages().smtp)
    return SMTP(
        hostname=adresse.hostname,
        port=adresse.port or (465 if adresse.scheme == "smtps" else 25),
        username=unquote(adresse.username) if adresse.username else None,
        password=unquote(adresse.password) if adresse.password else None,
        use_tls=adresse.scheme == "smtps",
        start_tls=adresse.scheme == "smtp+starttls",
        timeout=DELAI_SMTP,
    )

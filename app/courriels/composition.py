"""A mail written from its model: text first and complete, HTML beside it, to exactly one address."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, Final

from app.gabarits import peindre

OBJET_MAX: Final = 77

_MODELE: Final = re.compile(r"[a-z][a-z0-9_]*")
_MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")
_ATOME: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ETIQUETTE: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADRESSE: Final = re.compile(rf"{_ATOME}(?:\.{_ATOME})*@{_ETIQUETTE}(?:\.{_ETIQUETTE})*")
_JOUR: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_BLANCS: Final = re.compile(r"(?:[^\S\xa0]|[\x00-\x1f\x7f-\x9f])+")


class AdresseRefusee(ValueError):
    """Not one mail address that can be written in a header. The text never repeats it: it goes to the logs."""


def composer(
    modele: str,
    donnees: Mapping[str, Any],
    *,
    origine: str,
    expediteur: str,
    nom_collectivite: str,
    courriel_contact: str,
    destinataire: str,
    message_id: str,
    cree_le: datetime,
) -> EmailMessage:
    """The mail of `templates/courriels/<modele>/`, ready to send.

    Strings of `donnees` are one line each (a longer text is a list of paragraphs); ISO days and instants become dates,
    for the filters. A datum that the templates want and do not get raises UndefinedError. Answers go to the service, or
    to `repondre_a` where the data name someone.
    """
    if not _MODELE.fullmatch(modele):
        raise ValueError("not the name of a model")
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError("not a Message-ID")
    contexte = _propre(
        {**donnees, "origine": origine, "nom_collectivite": nom_collectivite, "courriel_contact": courriel_contact}
    )
    objet = _objet(peindre(f"courriels/{modele}/objet.txt", **contexte))
    message = EmailMessage(policy=SMTP)
    message["Subject"] = objet
    message["From"] = _adresse(expediteur, nom_collectivite)
    message["To"] = _adresse(destinataire)
    message["Reply-To"] = _adresse(str(donnees.get("repondre_a") or courriel_contact))
    message["Date"] = format_datetime(cree_le)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    texte, html = (peindre(f"courriels/{modele}/corps.{forme}", **contexte, objet=objet) for forme in ("txt", "html"))
    message.set_content(texte, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message


def _adresse(brute: str, nom: str = "") -> Address:
    """One address, in ASCII (an accented domain in its transport form), with a harmless display name."""
    local, _, domaine = brute.rpartition("@")
    try:
        ascii_seul = f"{local}@{domaine.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise AdresseRefusee("not a mail address") from None
    if not _ADRESSE.fullmatch(ascii_seul):
        raise AdresseRefusee("not a mail address")
    return Address(display_name=_une_ligne(nom), addr_spec=ascii_seul)


def _objet(texte: str) -> str:
    objet = _une_ligne(texte)
    return objet if len(objet) <= OBJET_MAX else objet[: OBJET_MAX - 1].rstrip() + "…"


def _une_ligne(texte: str) -> str:
    """No line break, control or invisible mark: none may add a header, forge a line or turn the text round."""
    visible = "".join(c for c in texte if unicodedata.category(c) not in {"Cf", "Cs"})
    return _BLANCS.sub(" ", visible).strip(" ")


def _propre(valeur: Any) -> Any:
    if isinstance(valeur, str):
        return _date_ou_ligne(valeur)
    if isinstance(valeur, Mapping):
        return {cle: _propre(v) for cle, v in valeur.items()}
    if isinstance(valeur, (list, tuple)):
        return [_propre(v) for v in valeur]
    return valeur


def _date_ou_ligne(texte: str) -> date | str:
    try:
        if _JOUR.fullmatch(texte):
            return date.fromisoformat(texte)
        if _INSTANT.fullmatch(texte):
            return datetime.fromisoformat(texte)
    except ValueError:
        pass
    return _une_ligne(texte)

"""The demonstration's mail server: a real SMTP exchange, then a folder of messages that a page shows."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

TAILLE_MAX = 10_000_000


@dataclass(frozen=True, slots=True)
class CourrielRecu:
    """A mail as its reader sees it."""

    numero: int
    destinataire: str
    objet: str
    texte: str
    html: str
    recu_le: str
    """ISO instant in UTC."""


class Boite:
    """Mails kept as files, newest last."""

    def __init__(self, dossier: Path) -> None:
        self._dossier = dossier
        dossier.mkdir(parents=True, exist_ok=True)

    def deposer(self, brut: bytes, destinataires: Sequence[str]) -> None:
        """Keep a message as it came, with its envelope's recipients."""
        numero = len(list(self._dossier.glob("*.eml"))) + 1
        entete = f"X-Recu-Le: {datetime.now(UTC).isoformat()}\r\nX-Destinataires: {', '.join(destinataires)}\r\n"
        (self._dossier / f"{numero:06}.eml").write_bytes(entete.encode() + brut)

    def courriels(self) -> list[CourrielRecu]:
        """All of them, newest last."""
        return [_lire(chemin) for chemin in sorted(self._dossier.glob("*.eml"))]

    async def handle_DATA(self, serveur: SMTP, session: Session, enveloppe: Envelope) -> str:  # noqa: ARG002, N802 -- aiosmtpd's names
        """What aiosmtpd calls when a message is complete."""
        contenu = enveloppe.content
        self.deposer(contenu if isinstance(contenu, bytes) else str(contenu).encode(), enveloppe.rcpt_tos)
        return "250 OK"


async def servir_smtp(boite: Boite, port: int) -> asyncio.Server:
    """Listen on the loopback, in the running loop."""
    boucle = asyncio.get_running_loop()
    return await boucle.create_server(
        lambda: SMTP(boite, hostname="localhost", data_size_limit=TAILLE_MAX, enable_SMTPUTF8=True, loop=boucle),
        "127.0.0.1",
        port,
    )


def _lire(chemin: Path) -> CourrielRecu:
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(chemin.read_bytes())
    return CourrielRecu(
        numero=int(re.sub(r"\D", "", chemin.stem)),
        destinataire=str(message["X-Destinataires"] or message["To"] or ""),
        objet=str(message["Subject"] or ""),
        texte=_partie(message, "plain"),
        html=_partie(message, "html"),
        recu_le=str(message["X-Recu-Le"] or ""),
    )


def _partie(message: EmailMessage, forme: str) -> str:
    partie = message.get_body(preferencelist=(forme,))
    return str(partie.get_content()).replace("\r\n", "\n") if partie is not None else ""

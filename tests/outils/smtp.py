"""A mail server of the tests: a real exchange, with answers that a test chooses."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

from app.reglages import Reglages, imposer, reglages


@dataclass
class Puits:
    """What arrived, and what to answer."""

    recus: list[EmailMessage] = field(default_factory=list)
    reponses: dict[str, str] = field(default_factory=dict)
    """recipient → answer to its RCPT, for instance `550 unknown`."""
    reponse_data: str = "250 OK"

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, serveur: SMTP, session: Session, enveloppe: Envelope, adresse: str, options: list[str]
    ) -> str:
        """Answer to RCPT TO."""
        enveloppe.rcpt_tos.append(adresse)
        return self.reponses.get(adresse, "250 OK")

    async def handle_DATA(self, serveur: SMTP, session: Session, enveloppe: Envelope) -> str:  # noqa: N802 -- idem
        """Answer to the end of DATA."""
        if self.reponse_data.startswith("2"):
            contenu = enveloppe.content
            assert isinstance(contenu, bytes)
            self.recus.append(message_from_bytes(contenu, EmailMessage, policy=policy.default))
        return self.reponse_data


@asynccontextmanager
async def puits_smtp() -> AsyncIterator[Puits]:
    """A listening server; the settings name it for the time of the block."""
    puits = Puits()
    boucle = asyncio.get_running_loop()
    serveur = await boucle.create_server(lambda: SMTP(puits, hostname="localhost", loop=boucle), "127.0.0.1", 0)
    try:
        with reglages_avec(smtp=f"smtp://127.0.0.1:{serveur.sockets[0].getsockname()[1]}"):
            yield puits
    finally:
        serveur.close()


def port_ferme() -> int:
    """A port of the loopback where nobody listens."""
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return int(prise.getsockname()[1])


class reglages_avec:  # noqa: N801 -- reads as a verb where it is used
    """Use other settings for the time of a block."""

    def __init__(self, **changes: object) -> None:
        self._avant = reglages()
        self._pendant: Reglages = replace(self._avant, **changes)  # type: ignore[arg-type]

    def __enter__(self) -> Reglages:
        imposer(self._pendant)
        return self._pendant

    def __exit__(self, *_: object) -> None:
        imposer(self._avant)

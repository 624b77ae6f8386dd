"""Where the demonstration answers."""

import socket
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Adresses:
    """Ports of the loopback: the portal's, then its neighbours."""

    port: int

    @property
    def boite(self) -> int:
        """The mailbox page."""
        return self.port + 1

    @property
    def payfip(self) -> int:
        """The simulator of PayFiP."""
        return self.port + 2

    @property
    def smtp(self) -> int:
        """The mail server."""
        return self.port + 3

    def origine(self, nom: str) -> str:
        """The origin of a collectivité of the demonstration."""
        return f"http://{nom}.localhost:{self.port}"

    def verifier_libres(self) -> None:
        """Say which port is taken before anything starts."""
        for port in (self.port, self.boite, self.payfip, self.smtp):
            with socket.socket() as essai:
                essai.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    essai.bind(("127.0.0.1", port))
                except OSError:
                    conseil = (
                        f"Arrêtez ce qui l’occupe, ou choisissez d’autres ports : make demo PORT={self.port + 100}"
                    )
                    raise click.ClickException(f"Le port {port} est déjà pris. {conseil}") from None

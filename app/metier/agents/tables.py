"""Tables of the staff of the collectivité who run the portal."""

from typing import Any

from piccolo.apps.user.tables import BaseUser
from piccolo.columns import BigInt, Text
from piccolo.table import Table

from app.metier.colonnes import instant, lien


class Agent(BaseUser, tablename="agent"):
    """A member of staff; Piccolo's user with a second factor that is proved before anything opens.

    `active`: may sign in; `admin`: may open Piccolo Admin; `superuser`: may manage the staff.
    """

    secret_totp = Text(default="", secret=True, help_text="Chiffré par la clé de la collectivité")
    totp_prouve_le = instant(facultatif=True)
    totp_dernier_pas = BigInt(null=True, default=None)

    def __init__(self, **valeurs: Any) -> None:
        # BaseUser's own would take our argon2id hash for a password, and hash it again at each reading.
        Table.__init__(self, **valeurs)


class SessionAgent(Table, tablename="session_agent"):
    """A signed-in agent; only the SHA-256 of the token is kept."""

    empreinte = Text(unique=True, required=True, secret=True)
    agent = lien(Agent)
    second_facteur_le = instant(facultatif=True)
    ouverte_le = instant()
    vue_le = instant()
    expire_le = instant()
    fermee_le = instant(facultatif=True)

"""The staff of the collectivité who run the portal."""

from piccolo.apps.user.tables import BaseUser
from piccolo.columns import BigInt, Text
from piccolo.table import Table

from app.metier.colonnes import instant, lien


class Agent(BaseUser, tablename="agent"):
    """A member of staff; Piccolo's user with a second factor that is proved before anything opens."""

    secret_totp = Text(default="", secret=True, help_text="Chiffré par la clé de la collectivité")
    totp_prouve_le = instant(facultatif=True)
    totp_dernier_pas = BigInt(null=True, default=None)


class SessionAgent(Table, tablename="session_agent"):
    """A signed-in agent; only the SHA-256 of the token is kept."""

    empreinte = Text(unique=True, required=True, secret=True)
    agent = lien(Agent)
    second_facteur_le = instant(facultatif=True)
    ouverte_le = instant()
    vue_le = instant()
    expire_le = instant()
    fermee_le = instant(facultatif=True)

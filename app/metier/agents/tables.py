"""Tables of the staff of the collectivité who run the portal."""

from piccolo.columns import BigInt, Boolean, Secret, Serial, Text, Timestamp, Varchar
from piccolo.table import Table

from app.metier.colonnes import instant, lien


class Agent(Table, tablename="agent"):
    """A member of staff, with a second factor that is proved before anything opens.

    The columns of Piccolo's user, without its class: that one hashes our argon2id hash again at each reading.
    """

    id = Serial(primary_key=True, db_column_name="id")
    username = Varchar(length=100, unique=True, help_text="Identifiant de connexion")
    password = Secret(length=255, help_text="Laissé vide, il reste ce qu’il est")  # type: ignore[no-untyped-call]
    first_name = Varchar(null=True, help_text="Prénom")
    last_name = Varchar(null=True, help_text="Nom")
    email = Varchar(length=255, unique=True, help_text="Adresse électronique, qui vaut l’identifiant")
    active = Boolean(default=False, help_text="Peut se connecter")
    admin = Boolean(default=False, help_text="Peut ouvrir les tables du portail")
    superuser = Boolean(default=False, help_text="Peut gérer les agents")
    last_login = Timestamp(null=True, default=None, required=False)
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

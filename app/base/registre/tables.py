"""The one table of the registry database."""

from piccolo.columns import Array, Boolean, SmallInt, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class CollectiviteInscrite(Table, tablename="collectivite_inscrite"):
    """A collectivité that the instance serves."""

    nom = Text(unique=True, required=True, help_text="Nom court, en minuscules, par exemple ccfi")
    rang = SmallInt(default=0, help_text="La première répond aussi à localhost dans la démonstration")
    hotes = Array(base_column=Text(), help_text="Noms d’hôte sans le port")
    origine = Text(required=True, help_text="https://dechets.exemple.fr")
    dsn = Text(required=True, secret=True)
    cle = Text(required=True, secret=True, help_text="32 octets en hexadécimal")
    active = Boolean(default=True)
    inscrite_le = Timestamptz(default=TimestamptzNow())

"""Recovery codes, of a resident's account or of an agent."""

from piccolo.columns import Text
from piccolo.table import Table

from app.metier.agents.tables import Agent
from app.metier.colonnes import instant, lien
from app.metier.comptes.tables import Compte


class CodeSecours(Table, tablename="code_secours"):
    """A code that stands once for the second factor; only its HMAC is kept. It has one owner (see the migration)."""

    compte = lien(Compte, facultatif=True)
    agent = lien(Agent, facultatif=True)
    empreinte = Text(unique=True, required=True, secret=True)
    cree_le = instant()
    consomme_le = instant(facultatif=True)

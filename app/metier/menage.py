"""What is forgotten once it serves no more: tries, links, sessions and exports over, data kept too long."""

from datetime import timedelta

from app.base import executer
from app.metier import limites
from app.metier.calendrier import maintenant
from app.metier.conservation import conserver_ce_qu_il_faut
from app.metier.portabilite.demandes import oublier_les_perimes

SOUVENIR = timedelta(days=30)
"""How long a used link or an ended session stays readable for agents who look into an incident."""


async def faire_le_menage() -> int:
    """Delete what is over; returns how many rows went."""
    avant = maintenant() - SOUVENIR
    faits = [
        await executer("DELETE FROM jeton WHERE expire_le < $1", avant),
        await executer("DELETE FROM session WHERE expire_le < $1", avant),
        await executer("DELETE FROM session_agent WHERE expire_le < $1", avant),
    ]
    passes = await limites.purger() + await oublier_les_perimes() + await conserver_ce_qu_il_faut()
    return passes + sum(int(etiquette.split()[-1]) for etiquette in faits)

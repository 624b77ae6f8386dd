"""What is forgotten once it serves no more: counts of tries, links and sessions long over."""

from datetime import timedelta

from app.base import executer
from app.metier import limites
from app.metier.calendrier import maintenant

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
    return await limites.purger() + sum(int(etiquette.split()[-1]) for etiquette in faits)

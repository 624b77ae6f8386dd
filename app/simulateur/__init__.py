"""A PayFiP of one's own: the web service, its pages, TIPI, the notifications, and switches to break them."""

from app.simulateur.application import creer_simulateur
from app.simulateur.serveur import creer_serveur, servir
from app.simulateur.tresor import ReglagesSimulateur

__all__ = ["ReglagesSimulateur", "creer_serveur", "creer_simulateur", "servir"]

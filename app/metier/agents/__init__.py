"""The staff: who they are, how they sign in, what opens for them and for how long."""

from app.metier.agents.tables import Agent, SessionAgent

__all__ = ["Agent", "SessionAgent"]

"""Piccolo Admin behind our own sessions: it reads, by the policy's rules; what is written passes through us alone."""

from app.agents.console.application import console_de_piccolo
from app.agents.console.porte import console

__all__ = ["console", "console_de_piccolo"]

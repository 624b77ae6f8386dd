"""Piccolo Admin behind our own sessions: it reads, by the policy's rules; what is written passes through us alone."""

from app.agents.console.porte import console

__all__ = ["console"]

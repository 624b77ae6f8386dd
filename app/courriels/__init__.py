"""Sending what the outbox holds."""

from app.courriels.expedition import envoyer_les_dus

__all__ = ["envoyer_les_dus"]

"""All that is kept of an account and of its abonnés, assembled into a ZIP by the worker."""

from app.portabilite.preparation import preparer_les_dus

__all__ = ["preparer_les_dus"]

"""The simulated Treasury of the desk's tests."""

from tests.encaissement.conftest import banc

__all__ = ["banc"]

"""Attempts to pay."""

"""Journeys in Chromium, through the whole demonstration."""

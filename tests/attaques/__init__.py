"""Attacks on the ways in, on sessions and on rights: bounded here, the longer ones marked `lent` (docs/preuves.md)."""

"""Writes the sample files of `donnees/demo/`: always the same ones, from a fixed seed."""

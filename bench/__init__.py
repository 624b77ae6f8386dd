"""Measured comparisons: printed, not judged. Run from the root as `python -m bench.<name>`."""

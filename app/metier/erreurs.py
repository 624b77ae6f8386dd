"""Refusals that a reader sees."""


class RegleRefusee(Exception):
    """A rule of the trade says no; `phrase` is the French sentence that the reader gets."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase

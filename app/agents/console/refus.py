"""What the console answers when it says no."""


class Refus(Exception):
    """No, with its status and the French sentence that the console shows."""

    def __init__(self, code: int, phrase: str) -> None:
        super().__init__(phrase)
        self.code = code
        self.phrase = phrase

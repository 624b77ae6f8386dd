"""What can go wrong between us and PayFiP, told apart by what the caller may conclude."""


class PayfipErreur(Exception):
    """Any failure of an exchange with PayFiP."""


class PayfipRefus(PayfipErreur):
    """PayFiP understood and says no: a functional fault, known by its code.

    P1 (unknown idOp) and P5 (no outcome yet) are ordinary answers of a payment's life. A code that nobody
    knows is kept as it came.
    """

    def __init__(self, code: str, libelle: str = "", descriptif: str = "", severite: int | None = None) -> None:
        super().__init__(f"{code} {libelle}".strip())
        self.code = code
        self.libelle = libelle
        self.descriptif = descriptif
        self.severite = severite


class PayfipIndisponible(PayfipErreur):
    """No answer that can be believed: nothing may be concluded about the payment.

    `jamais_partie` is true when the request surely never reached PayFiP (no connection); otherwise PayFiP may
    have acted and only its answer is missing.
    """

    def __init__(self, motif: str, *, jamais_partie: bool = False) -> None:
        super().__init__(motif)
        self.motif = motif
        self.jamais_partie = jamais_partie


class DemandeInvalide(ValueError):
    """A request that PayFiP could only refuse: it is not sent."""

    def __init__(self, champ: str, attendu: str) -> None:
        super().__init__(f"{champ}: {attendu}")
        self.champ = champ
        self.attendu = attendu

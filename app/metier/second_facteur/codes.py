"""The rules of one-time codes (TOTP, RFC 6238), whoever they protect."""

import hmac
from datetime import datetime

import pyotp

PAS = 30
"""Seconds that one code lasts."""
TOLERANCE = (0, -1, 1)
"""Steps beside the present one: a telephone's clock may be half a minute off."""
CHIFFRES = 6


def nouveau_secret() -> str:
    """160 bits in base32, as the applications want it."""
    return str(pyotp.random_base32())


def adresse_otpauth(secret: str, compte: str, emetteur: str) -> str:
    """What the QR code carries."""
    return str(pyotp.TOTP(secret, interval=PAS).provisioning_uri(name=compte, issuer_name=emetteur))


def en_groupes(secret: str) -> str:
    """The key by groups of four, to be copied by hand."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def pas_reconnu(secret: str, code: str, instant: datetime) -> int | None:
    """The time step that this code proves, or None.

    Whoever accepts it must use the step up by a conditional UPDATE: a code is good once.
    """
    code = code.replace(" ", "")
    if len(code) != CHIFFRES or not (code.isascii() and code.isdigit()):
        return None
    present = int(instant.timestamp()) // PAS
    totp = pyotp.TOTP(secret, interval=PAS)
    for ecart in TOLERANCE:
        if hmac.compare_digest(totp.at((present + ecart) * PAS), code):
            return present + ecart
    return None

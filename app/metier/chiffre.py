"""Keys of the collectivité: what signs its links and forms, what keeps second factors from a reader of the database."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet

from app.base import inscription_courante


def signer(usage: str, message: bytes) -> bytes:
    """HMAC-SHA256 (32 bytes) under the collectivité's secret; `usage` keeps one kind of signature from another."""
    cle = hmac.digest(inscription_courante().cle, usage.encode(), "sha256")
    return hmac.digest(cle, message, "sha256")


def condenser(texte: str) -> str:
    """SHA-256 in hexadecimal: what is kept of a token drawn at random."""
    return hashlib.sha256(texte.encode()).hexdigest()


def _coffre() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(signer("coffre", b"1")))


def chiffrer(texte: str) -> str:
    """Encrypt a short text for the database."""
    return _coffre().encrypt(texte.encode()).decode()


def dechiffrer(chiffre: str) -> str:
    """The text again. Raises `cryptography.fernet.InvalidToken` when the key or the data is another's."""
    return _coffre().decrypt(chiffre.encode()).decode()

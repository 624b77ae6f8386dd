"""The resident's cookies: the session's token, and the mark of a browser that has signed in before."""

import base64
import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta

from litestar import Response

from app.metier.calendrier import maintenant
from app.metier.chiffre import signer
from app.metier.comptes.appareils import Appareil
from app.metier.comptes.sessions import DUREE_LONGUE, est_longue
from app.metier.plis import plier_courriel
from app.web.temoins import Requete, effacer_temoin, lire_temoin, poser_temoin

SESSION = "session"
APPAREIL = "appareil"
DUREE_APPAREIL = timedelta(days=365)
COMPTES_PAR_APPAREIL = 5
EPOQUE = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECONDE = timedelta(microseconds=1)

JETON = re.compile(r"[A-Za-z0-9_-]{43}")
MARQUE = re.compile(r"[A-Za-z0-9_-]{22}")
SCEAU = re.compile(r"[A-Za-z0-9_-]{32}")


def jeton_de_session(request: Requete) -> str | None:
    """The session's token as the browser sends it, if it looks like one of ours."""
    jeton = lire_temoin(request, SESSION)
    return jeton if jeton is not None and JETON.fullmatch(jeton) else None


def poser_session(reponse: Response[bytes], jeton: str, *, rester_connecte: bool) -> None:
    """Give the token to the browser: until it closes, or for as long as the session may last."""
    duree = int(DUREE_LONGUE.total_seconds()) if rester_connecte else None
    poser_temoin(reponse, SESSION, jeton, duree=duree)


async def reposer_session(reponse: Response[bytes], session: int, jeton: str) -> None:
    """Give the browser the new token of its session, in a cookie that lasts as long as the former one."""
    poser_session(reponse, jeton, rester_connecte=await est_longue(session))


def effacer_session(reponse: Response[bytes]) -> None:
    """Make the browser forget the token."""
    effacer_temoin(reponse, SESSION)


def oublier_le_navigateur(reponse: Response[bytes]) -> None:
    """Signing out: the token goes, and what the browser keeps of the pages."""
    reponse.headers["Clear-Site-Data"] = '"cache"'
    effacer_session(reponse)


def appareil(request: Requete) -> str:
    """The browser's mark, or a new one: random, and nothing without the seals that follow it in the cookie."""
    marque, _ = _lire(request)
    return marque or secrets.token_urlsafe(16)


def appareil_connu(request: Requete, nom: str) -> str | None:
    """The browser's mark if it has signed in under this name before, less than `DUREE_APPAREIL` ago."""
    scelle = appareil_scelle(request, nom)
    return None if scelle is None else scelle.marque


def appareil_scelle(request: Requete, courriel: str) -> Appareil | None:
    """The same with the instant of sealing: a resident's seal ends with the password that it proved."""
    marque, sceaux = _lire(request)
    scelle_le = next((instant for sceau in sceaux if (instant := _scelle_le(sceau, marque, courriel))), None)
    if scelle_le is None or maintenant() - scelle_le >= DUREE_APPAREIL:
        return None
    return Appareil(marque, scelle_le)


def retenir_appareil(reponse: Response[bytes], request: Requete, marque: str, courriel: str) -> None:
    """Seal that this browser has proved itself for this account; a shared one keeps a few."""
    deja, sceaux = _lire(request)
    autres = [sceau for sceau in sceaux if deja == marque and _scelle_le(sceau, marque, courriel) is None]
    gardes = [_sceau(marque, courriel, (maintenant() - EPOQUE) // MICROSECONDE), *autres][:COMPTES_PAR_APPAREIL]
    poser_temoin(reponse, APPAREIL, ".".join([marque, *gardes]), duree=int(DUREE_APPAREIL.total_seconds()))


def garder_appareil(reponse: Response[bytes], request: Requete, marque: str) -> None:
    """Let the browser keep its mark, with the seals that it has: what it asks for by mail is bound to it."""
    deja, sceaux = _lire(request)
    contenu = ".".join([marque, *(sceaux if deja == marque else [])])
    poser_temoin(reponse, APPAREIL, contenu, duree=int(DUREE_APPAREIL.total_seconds()))


def _lire(request: Requete) -> tuple[str, list[str]]:
    marque, *sceaux = (lire_temoin(request, APPAREIL) or "").split(".")
    if not MARQUE.fullmatch(marque) or not all(SCEAU.fullmatch(sceau) for sceau in sceaux):
        return "", []
    return marque, sceaux[:COMPTES_PAR_APPAREIL]


def _sceau(marque: str, courriel: str, microsecondes: int) -> str:
    """The instant of sealing, and the proof that it was sealed here, for this account, at that instant."""
    preuve = signer("appareil", f"{marque}:{microsecondes}:{plier_courriel(courriel)}".encode())[:16]
    return base64.urlsafe_b64encode(microsecondes.to_bytes(8) + preuve).decode()


def _scelle_le(sceau: str, marque: str, courriel: str) -> datetime | None:
    """When this seal was put; None when it is not ours, or another account's."""
    microsecondes = int.from_bytes(base64.urlsafe_b64decode(sceau)[:8])
    if not hmac.compare_digest(sceau, _sceau(marque, courriel, microsecondes)):
        return None
    return EPOQUE + timedelta(microseconds=microsecondes)

"""Adding a collectivité to the instance."""

import re
import secrets
from urllib.parse import urlsplit, urlunsplit

from app.base.contexte import Inscription, utiliser
from app.base.moteur import connexion
from app.base.registre.lecture import inscriptions, registre
from app.base.requetes import executer, valeur
from app.reglages import est_une_boucle

NOM = re.compile(r"[a-z][a-z0-9_]{1,39}")


class InscriptionRefusee(ValueError):
    """What was given cannot be a collectivité of the instance; the message says why, in French."""


async def inscrire(
    dsn_registre: str,
    nom: str,
    *,
    origine: str,
    hotes: tuple[str, ...] = (),
    dsn: str | None = None,
    rang: int = 0,
) -> Inscription:
    """Register a collectivité, creating its database when none is given or known. Idempotent by name.

    Its secret is drawn at the first registration and kept ever after.
    """
    _verifier(nom, origine)
    tous = tuple(dict.fromkeys((urlsplit(origine).hostname or "", *hotes)))
    with utiliser(registre(dsn_registre)):
        connue = await valeur("SELECT dsn FROM collectivite_inscrite WHERE nom = $1", nom)
        adresse = dsn or connue or await _creer_la_base(dsn_registre, f"portail_{nom}")
        await executer(
            "INSERT INTO collectivite_inscrite (nom, rang, hotes, origine, dsn, cle, active) "
            "VALUES ($1, $2, $3, $4, $5, $6, true) "
            "ON CONFLICT (nom) DO UPDATE SET rang = $2, hotes = $3, origine = $4, dsn = $5, active = true",
            nom, rang, list(tous), origine, adresse, secrets.token_bytes(32).hex(),
        )  # fmt: skip
    return next(i for i in await inscriptions(dsn_registre) if i.nom == nom)


def _verifier(nom: str, origine: str) -> None:
    if not NOM.fullmatch(nom):
        raise InscriptionRefusee(
            "Le nom court commence par une lettre et n’a que des minuscules, des chiffres et « _ » (2 à 40 caractères)."
        )
    parties = urlsplit(origine)
    hote = parties.hostname or ""
    if parties.scheme == "http" and not est_une_boucle(hote):
        raise InscriptionRefusee("L’origine est en https:// (http:// n’est admis que sur localhost).")
    if parties.scheme not in ("http", "https") or not hote or parties.path or parties.query:
        raise InscriptionRefusee("L’origine est de la forme https://dechets.exemple.fr, sans rien après.")


async def _creer_la_base(dsn_registre: str, base: str) -> str:
    """The address of a database beside the registry, made when it is not there yet."""
    if not await valeur("SELECT 1 FROM pg_database WHERE datname = $1", base):
        async with connexion() as prise:
            # An identifier cannot be bound; NOM allows nothing that needs quoting.
            await prise.execute(f'CREATE DATABASE "{base}"', timeout=60)
    return urlunsplit(urlsplit(dsn_registre)._replace(path=f"/{base}"))

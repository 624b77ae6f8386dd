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
    """Register a collectivité, creating its database when no address of one is given. Idempotent by name.

    Its secret is drawn at the first registration and kept ever after.
    """
    _verifier(nom, origine)
    adresse = dsn or _base_voisine(dsn_registre, f"portail_{nom}")
    tous = tuple(dict.fromkeys((urlsplit(origine).hostname or "", *hotes)))
    with utiliser(registre(dsn_registre)):
        if dsn is None and not await valeur("SELECT 1 FROM pg_database WHERE datname = $1", f"portail_{nom}"):
            async with connexion() as prise:
                # An identifier cannot be bound; NOM allows nothing that needs quoting.
                await prise.execute(f'CREATE DATABASE "portail_{nom}"', timeout=60)
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


def _base_voisine(dsn: str, base: str) -> str:
    """The same server as `dsn`, another database."""
    return urlunsplit(urlsplit(dsn)._replace(path=f"/{base}"))

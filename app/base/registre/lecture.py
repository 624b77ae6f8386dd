"""Reading the registry."""

from app.base.contexte import Inscription, utiliser
from app.base.requetes import lignes


def registre(dsn: str) -> Inscription:
    """The registry database itself, in the shape that `utiliser` takes."""
    return Inscription(nom="registre", hotes=(), origine="", dsn=dsn, cle=b"")


async def inscriptions(dsn: str) -> list[Inscription]:
    """Every active collectivité, in order of rank and name."""
    with utiliser(registre(dsn)):
        lues = await lignes(
            "SELECT nom, hotes, origine, dsn, cle FROM collectivite_inscrite WHERE active ORDER BY rang, nom"
        )
    return [
        Inscription(
            nom=lue["nom"],
            hotes=tuple(lue["hotes"]),
            origine=lue["origine"],
            dsn=lue["dsn"],
            cle=bytes.fromhex(lue["cle"]),
        )
        for lue in lues
    ]

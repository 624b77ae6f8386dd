"""What each command begins with: settings, logs, the registry, the collectivité that it is about."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import wraps
from typing import Any, ParamSpec

import click

from app import journal
from app.base import Inscription, fermer_les_reserves, utiliser
from app.base.embarque import EmbarqueIndisponible, ServeurEmbarque
from app.base.registre import InscriptionRefusee, inscriptions
from app.metier.erreurs import RegleRefusee
from app.reglages import ReglagesInvalides, reglages

P = ParamSpec("P")


@contextmanager
def registre_ouvert() -> Iterator[str]:
    """The registry's address: the one of PORTAIL_BASE, else the embedded server, started for the time of the block."""
    try:
        choisis = reglages()
    except ReglagesInvalides as refus:
        raise click.ClickException(f"Réglages à corriger :\n{refus}") from None
    journal.configurer(choisis.journal)
    if choisis.base is not None:
        yield choisis.base
        return
    serveur = ServeurEmbarque(choisis.dossier)
    try:
        serveur.demarrer()
    except EmbarqueIndisponible as refus:
        raise click.ClickException(str(refus)) from None
    try:
        yield serveur.dsn("postgres")
    finally:
        serveur.arreter()


def asynchrone(fonction: Callable[P, Coroutine[Any, Any, int | None]]) -> Callable[P, None]:
    """Run a command's coroutine; a refusal is one sentence and exit code 1, not a stack."""

    @wraps(fonction)
    def lancee(*args: P.args, **kwargs: P.kwargs) -> None:
        async def courir() -> int | None:
            try:
                return await fonction(*args, **kwargs)
            finally:
                await fermer_les_reserves()

        try:
            code = asyncio.run(courir())
        except (RegleRefusee, InscriptionRefusee) as refus:
            raise click.ClickException(str(refus)) from None
        if code:
            raise SystemExit(code)

    return lancee


async def collectivites_choisies(dsn_registre: str, nom: str | None) -> list[Inscription]:
    """The collectivité of `--collectivite`, or all of them; at least one."""
    choisies = [i for i in await inscriptions(dsn_registre) if nom in (None, i.nom)]
    if not choisies:
        raise click.ClickException(f"Collectivité inconnue : {nom}." if nom else "Aucune collectivité n’est inscrite.")
    return choisies


@asynccontextmanager
async def collectivite_choisie(dsn_registre: str, nom: str | None) -> AsyncIterator[Inscription]:
    """Serve the collectivité of `--collectivite`, or the only one there is."""
    choisies = await collectivites_choisies(dsn_registre, nom)
    if len(choisies) > 1:
        raise click.ClickException(f"Précisez --collectivite : {', '.join(i.nom for i in choisies)}.")
    with utiliser(choisies[0]) as inscription:
        yield inscription


option_collectivite = click.option(
    "--collectivite", "nom", default=None, help="Nom court, s’il y en a plusieurs sur l’instance."
)

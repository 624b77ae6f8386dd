"""A server that is born again each time it is killed: `python -m tests.chaos.couveuse PORT`.

The programme is loaded once; each life is a fork of it, so that a life begins in some hundredths of a second. Prints
the pid of each life. Each one serves the pages and runs the worker's check, both killed together.
"""

import asyncio
import os
import sys

import uvicorn

from app import journal
from app.base import utiliser
from app.base.registre import inscriptions
from app.commandes.servir import serveur_web
from app.encaissement import utiliser_client, verifier_les_dus
from app.gabarits import environnement
from app.payfip import ClientPayfip
from app.reglages import reglages

PAUSE = 0.2


async def verifier_sans_fin(dsn: str) -> None:
    """The part of the worker that asks PayFiP."""
    while True:
        try:
            for inscription in await inscriptions(dsn):
                with utiliser(inscription):
                    await verifier_les_dus()
        except (OSError, TimeoutError) as panne:
            sys.stderr.write(f"{type(panne).__name__}\n")
        await asyncio.sleep(PAUSE)


async def vivre(serveur: uvicorn.Server, client: ClientPayfip, dsn: str) -> None:
    """One life."""
    with utiliser_client(client):
        ouvrier = asyncio.create_task(verifier_sans_fin(dsn))
        try:
            await serveur.serve()
        finally:
            ouvrier.cancel()


def preparer(dsn: str, port: int) -> uvicorn.Server:
    """All that needs no event loop, done before the fork: the application, its templates, the protocol's modules."""
    serveur = serveur_web(dsn, "127.0.0.1", port)
    serveur.config.load()
    env = environnement()
    for nom in env.list_templates(extensions=["html"]):
        env.get_template(nom)
    return serveur


def couver(port: int) -> None:
    """Fork, wait for its death, again. Ends when the standard output is closed."""
    dsn = reglages().base
    if dsn is None:
        raise SystemExit("PORTAIL_BASE is needed")
    journal.configurer("error")  # on standard error: standard output is for the pids
    serveur = preparer(dsn, port)
    client = ClientPayfip(reglages().payfip)  # reads the certificates: slow, once
    while True:
        pid = os.fork()
        if pid == 0:
            asyncio.run(vivre(serveur, client, dsn))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        os.waitpid(pid, 0)


if __name__ == "__main__":
    couver(int(sys.argv[1]))

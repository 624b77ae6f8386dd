"""A server that answers any bytes, or nothing: what no well-bred framework would send."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def repondre(octets: bytes | None) -> AsyncIterator[str]:
    """The origin of a server that gives these bytes to every request; None leaves the line silent."""
    fini = asyncio.Event()

    async def servir(lecteur: asyncio.StreamReader, scripteur: asyncio.StreamWriter) -> None:
        await lecteur.readuntil(b"\r\n\r\n")
        if octets is None:
            await fini.wait()
        else:
            scripteur.write(octets)
        scripteur.close()

    serveur = await asyncio.start_server(servir, "127.0.0.1", 0)
    try:
        yield f"http://payfip.localhost:{serveur.sockets[0].getsockname()[1]}"
    finally:
        fini.set()
        serveur.close()
        await asyncio.sleep(0)


def http(corps: bytes, status: str = "200 OK", entetes: str = "Content-Type: text/xml") -> bytes:
    """An HTTP response by hand."""
    return f"HTTP/1.1 {status}\r\n{entetes}\r\nContent-Length: {len(corps)}\r\n\r\n".encode() + corps

"""HTTP towards names in `.localhost`: browsers know that they are this machine, Python does not."""

import httpx


class TransportLocal(httpx.AsyncBaseTransport):
    """Connects names ending in `.localhost` to 127.0.0.1 and keeps the name as Host."""

    def __init__(self, suivant: httpx.AsyncBaseTransport | None = None) -> None:
        self._suivant = suivant or httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        nom = request.url.host
        if nom.endswith(".localhost"):
            request.url = request.url.copy_with(host="127.0.0.1")
            request.extensions = {**request.extensions, "sni_hostname": nom}
        return await self._suivant.handle_async_request(request)

    async def aclose(self) -> None:
        await self._suivant.aclose()


def creer_http() -> httpx.AsyncClient:
    """A client for the Treasury and for notifications; proxy settings hold for all but `.localhost`."""
    return httpx.AsyncClient(
        mounts={"all://*.localhost": TransportLocal()},
        follow_redirects=False,
        timeout=httpx.Timeout(5.0, connect=3.0),
    )

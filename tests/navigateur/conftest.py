"""The demonstration and Chromium, once for all journeys; a browser context of its own for each."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.navigateur.chromium import chromium, trouver_chromium
from tests.navigateur.demonstration import Demonstration, demonstration
from tests.navigateur.gardien import Gardien
from tests.navigateur.visite import Visite

Ouvrir = Callable[..., Visite]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the journeys; where there is no browser leave them out in one line, but under CI=true."""
    journeys = [item for item in items if "tests/navigateur/" in item.nodeid]
    for item in journeys:
        item.add_marker(pytest.mark.navigateur)
    if not journeys or trouver_chromium() or os.environ.get("CI") == "true":
        return
    config.hook.pytest_deselected(items=journeys)
    items[:] = [item for item in items if item not in journeys]
    config.get_terminal_writer().line(f"Left out: {len(journeys)} journeys (Chromium is not installed).")


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """The demonstration, fresh."""
    with demonstration(tmp_path_factory.mktemp("demo")) as lancee:
        yield lancee


@pytest.fixture(scope="package")
def navigateur() -> Iterator[Browser]:
    """Chromium."""
    assert trouver_chromium(), "Chromium is not installed (apt-get install chromium)"
    with chromium() as lance:
        yield lance


@pytest.fixture(scope="package")
def vues() -> set[tuple[object, ...]]:
    """The pages that have been examined, in the states that they have shown."""
    return set()


@pytest.fixture
def ouvrir(navigateur: Browser, demo: Demonstration, vues: set[tuple[object, ...]]) -> Iterator[Ouvrir]:
    """Open a browser of its own: `ouvrir("ccfi", avec_script=True)`; at the end nothing may have complained."""
    visites: list[Visite] = []

    def ouverture(collectivite: str = "ccfi", *, avec_script: bool = True, largeur: int = 1280) -> Visite:
        contexte = navigateur.new_context(
            java_script_enabled=avec_script, viewport={"width": largeur, "height": 900}, locale="fr-FR"
        )
        contexte.set_default_timeout(10_000)
        gardien = Gardien(contexte, demo.origine(collectivite), avec_script=avec_script, vues=vues)
        visites.append(Visite(contexte.new_page(), gardien, demo, collectivite))
        return visites[-1]

    yield ouverture
    for visite in visites:
        visite.page.context.close()
    plaintes = [plainte for visite in visites for plainte in visite.gardien.plaintes]
    assert not plaintes, "\n".join(plaintes)


@pytest.fixture(params=[True, False], ids=["avec_script", "sans_script"])
def avec_script(request: pytest.FixtureRequest) -> bool:
    """The same journey with JavaScript, then without."""
    return bool(request.param)


@pytest.fixture
def visite(ouvrir: Ouvrir, avec_script: bool) -> Visite:
    """A person at ccfi's portal, with JavaScript, then without."""
    return ouvrir(avec_script=avec_script)

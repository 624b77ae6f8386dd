"""The demonstration and Chromium, once for all journeys; a browser context of its own for each."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.navigateur.chromium import chromium, trouver_chromium
from tests.navigateur.demonstration import Demonstration, demonstration
from tests.navigateur.payfip import payer_par_carte, regler
from tests.navigateur.visite import Visite, ouvrir_visite

Ouvrir = Callable[..., Visite]
LUCIE = "lucie.decroix@example.fr"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the journeys; where there is no browser leave them out in one line, but under CI=true."""
    journeys = [item for item in items if "tests/navigateur/" in item.nodeid]
    for item in journeys:
        item.add_marker(pytest.mark.navigateur)
    if not journeys or trouver_chromium() or os.environ.get("CI") == "true":
        return
    config.hook.pytest_deselected(items=journeys)
    items[:] = [item for item in items if item not in journeys]
    rapporteur = config.pluginmanager.get_plugin("terminalreporter")
    if rapporteur is not None:  # none in a worker of pytest-xdist
        rapporteur.write_line(f"Left out: {len(journeys)} journeys (Chromium is not installed).")


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

    def ouverture(collectivite: str = "ccfi", *, avec_script: bool = True) -> Visite:
        visites.append(ouvrir_visite(navigateur, demo, vues, collectivite, avec_script=avec_script))
        return visites[-1]

    yield ouverture
    plaintes = [plainte for visite in visites for plainte in visite.quitter()]
    assert not plaintes, "\n".join(plaintes)


@pytest.fixture(params=[True, False], ids=["avec_script", "sans_script"])
def avec_script(request: pytest.FixtureRequest) -> bool:
    """The same journey with JavaScript, then without."""
    return bool(request.param)


@pytest.fixture
def visite(ouvrir: Ouvrir, avec_script: bool) -> Visite:
    """A person at ccfi's portal, with JavaScript, then without."""
    return ouvrir(avec_script=avec_script)


@dataclass(frozen=True, slots=True)
class Silencieux:
    """A bill that was paid and of which nobody told the portal."""

    courriel: str
    reference: str


@pytest.fixture(scope="package")
def paiement_silencieux(navigateur: Browser, demo: Demonstration, vues: set[tuple[object, ...]]) -> Silencieux:
    """Paid by card, the notification lost, the tab closed: made early, so that the worker's minute passes meanwhile."""
    demo.regler_payfip(notification="perdue")
    visite = ouvrir_visite(navigateur, demo, vues)
    visite.se_connecter(LUCIE)
    reference = regler(visite)
    payer_par_carte(visite)
    plaintes = visite.quitter()
    demo.regler_payfip(notification="normale")
    assert not plaintes, "\n".join(plaintes)
    return Silencieux(LUCIE, reference)
